package io.iostrata.schemas.stack;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Passages that are no layer of a request: a thread's wait, an iteration of a loop, a state of a vCPU. What its parts take
 * is counted passage by passage, and what no part takes is the rest; so parts and rest add up to the passage.
 *
 * @param table where its passages are told of
 * @param passage what that table calls one
 * @param machine guest or host: where its events are recorded; null where anywhere
 * @param begin any of them opens a passage
 * @param end any of them, with the key of the begin, closes it; empty where begins are counted and nothing is timed
 * @param brokenBy any of them, with the key of the begin, ends a passage unseen
 * @param tells what the table holds of a passage beside its times
 * @param parts what it is made of; empty where nothing is told of that
 */
public record Instrument(
        String name,
        Table table,
        String passage,
        String machine,
        List<EventMatch> begin,
        List<EventMatch> end,
        List<EventMatch> brokenBy,
        List<Told> tells,
        Parts parts)
        implements Serializable {

    /** The tables that instruments fill, and what each holds of a passage. */
    public enum Table {
        FUTEX_WAITS(List.of("tid", "comm", "uaddr", "op", "ret")),
        MAIN_LOOP_STATS(List.of("tid", "context")),
        VCPU_STATS(List.of("vcpu", "tid", "reason"));

        private final List<String> columns;

        Table(List<String> columns) {
            this.columns = columns;
        }

        public List<String> columns() {
            return columns;
        }
    }

    /**
     * The parts of a passage.
     *
     * @param rest what the table calls that which is in none of them
     */
    public record Parts(List<Part> parts, String rest) implements Serializable {
        public static final Parts NONE = new Parts(List.of(), "");

        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /** From an event to another, both with the key of the passage and inside it. */
    public record Part(String name, List<EventMatch> begin, List<EventMatch> end) implements Serializable {
        public Part {
            begin = List.copyOf(begin);
            end = List.copyOf(end);
        }
    }

    public Instrument {
        begin = List.copyOf(begin);
        end = List.copyOf(end);
        brokenBy = List.copyOf(brokenBy);
        tells = List.copyOf(tells);
    }

    public Optional<String> whereRecorded() {
        return Optional.ofNullable(machine);
    }

    /** The same with those of its parts alone. */
    public Instrument with(List<Part> some) {
        var kept = some.isEmpty() ? Parts.NONE : new Parts(some, parts.rest());
        return new Instrument(name, table, passage, machine, begin, end, brokenBy, tells, kept);
    }

    /** Every match it speaks of. */
    Stream<EventMatch> matches() {
        var ofParts = parts.parts().stream().flatMap(part -> Stream.of(part.begin(), part.end()));
        var told = tells.stream().map(Told::meanwhile);
        return Stream.of(Stream.of(begin, end, brokenBy), ofParts, told)
                .flatMap(lists -> lists)
                .flatMap(List::stream);
    }
}
