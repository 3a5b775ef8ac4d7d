package io.iostrata.jobs;

import java.sql.DriverManager;

/** A process that asks for a result without end, reads its first row, says so, and reads no more. */
final class ClientThatStopsReading {
    private ClientThatStopsReading() {}

    public static void main(String... args) throws Exception {
        try (var connection = DriverManager.getConnection(args[0]);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT id, sha2(cast(id AS STRING), 512) FROM range(100000000000)")) {
            rows.next();
            System.out.println("reading");
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
