package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Remainder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a part of a log leaves open.
 *
 * @param file for messages
 * @param odd its records that were kept with raw arguments
 * @param realtime of its first event, whether its stamp is of the wall clock; none of a part without events
 */
record LogRemainder(String file, List<OddRecords> odd, List<Boolean> realtime) implements Remainder {

    /** The clock is told by the first event of the file: parts that begin with another are not parts of a log. */
    @Override
    public boolean join(List<Remainder> parts, IssueLog issues) {
        var odd = new LinkedHashMap<Long, OddRecords>();
        parts.stream()
                .flatMap(part -> ((LogRemainder) part).odd.stream())
                .forEach(records -> odd.merge(records.id(), records, OddRecords::and));
        odd.values().forEach(records -> issues.add(records.issue(file)));
        return clocks(parts).distinct().count() <= 1;
    }

    private static Stream<Boolean> clocks(List<Remainder> parts) {
        return parts.stream().flatMap(part -> ((LogRemainder) part).realtime.stream());
    }
}
