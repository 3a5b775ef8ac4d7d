package io.iostrata.jobs.sql;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How a query's result is printed; rows stream, nothing but a table's column widths is held. */
public enum ResultFormat {
    /** Aligned columns for people. */
    TABLE {
        @Override
        public void print(Dataset<Row> rows, Appendable out) throws IOException {
            TextTable.print(rows, out);
        }
    },
    /** RFC 4180 with a header; NULL is empty, a map is JSON, binary base64. */
    CSV {
        @Override
        public void print(Dataset<Row> rows, Appendable out) throws IOException {
            Csv.print(rows, out);
        }
    },
    /** One array of objects; integers are numbers, binary base64. */
    JSON {
        @Override
        public void print(Dataset<Row> rows, Appendable out) throws IOException {
            Json.print(rows, out);
        }
    };

    public abstract void print(Dataset<Row> rows, Appendable out) throws IOException;

    /** The rows, the first of which is there already: a mistake that shows in making it leaves nothing printed. */
    static Iterator<Row> begun(Dataset<Row> rows) {
        var all = rows.toLocalIterator();
        return all.hasNext() ? all : Collections.emptyIterator();
    }
}
