package io.iostrata.jobs.export;

import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;

/** A whole file that a task wrote, or the driver where there are no rows and hence no task. */
record Part(Path path, long rows) implements Serializable {

    /** Writes the rows to a file of its own, to its end. */
    @FunctionalInterface
    interface Writer<T> extends Serializable {
        Part write(Iterator<T> rows) throws IOException;
    }

    /** The file of the attempt that Spark counts as done; of rows in one partition at most. */
    static <T> Part of(JavaRDD<T> rows, Writer<T> writer) throws IOException {
        var parts = rows.mapPartitions(ofTask -> List.of(writer.write(ofTask)).iterator())
                .collect();
        return parts.isEmpty() ? writer.write(Collections.emptyIterator()) : parts.get(0);
    }
}
