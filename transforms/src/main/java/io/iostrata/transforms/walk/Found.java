package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Instrument;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a walk over a source yields: rows of tables, without the columns that name run and source. */
public sealed interface Found extends Serializable {

    /** One passage through one layer; {@code inWindow} as its own times tell. */
    record Span(
            String layer,
            Rank rank,
            Optional<String> key,
            long ordinal,
            Optional<String> op,
            Place place,
            long beginNs,
            long durNs,
            Marks marks)
            implements Found {}

    /** A begin or an end of a layer without keys that belongs to no span. */
    record Signal(String layer, Side side, long ns) implements Found {}

    /** Which end of a passage. */
    enum Side {
        BEGIN,
        END
    }

    /** One link of a request's chain; position 0 is the time since the request before. */
    record Stage(
            String chain,
            long requestNo,
            String stage,
            int position,
            Optional<String> phase,
            long beginNs,
            long durNs,
            String shape,
            Marks marks)
            implements Found {}

    /**
     * What pairing found in a layer.
     *
     * @param ofOtherDisks requests whose passages may be among the spans
     */
    record Pairing(
            String layer,
            Rank rank,
            String alternative,
            long spans,
            Unmatched unmatched,
            long tainted,
            long inWindow,
            Window.Method window,
            long ofOtherDisks)
            implements Found {}

    /** Begins without an end, by {@link Cause}, and ends without a begin. */
    record Unmatched(long replaced, long open, long lost, long ends) implements Serializable {
        public long begins() {
            return replaced + open + lost;
        }
    }

    /**
     * Passages of a layer of which no span tells how long they were.
     *
     * @param ordinal of the span that begins next
     * @param passages how many; of hidden ones the most there can be, 0 where nothing bounds them
     * @param loNs the least that they took together
     * @param hiNs the most; empty where nothing bounds it
     * @param mayCount whether their own times may put them in the window
     */
    record Unseen(
            String layer, Cause cause, long ordinal, long passages, long loNs, OptionalLong hiNs, boolean mayCount)
            implements Found {}

    /** Why a passage has no span. */
    enum Cause {
        /** A second begin of the key came first. */
        REPLACED,
        /** It was still open after the last event. */
        OPEN,
        /** Events were lost before a second begin or the last event. */
        LOST,
        /** Too many others waited for it. */
        GIVEN_UP,
        /** Its begin, or all of it, may have been lost. */
        HIDDEN
    }

    /** From which ordinal on a layer's spans, or a chain's requests, are inside the window. */
    record WindowStart(String name, long ordinal) implements Found {}

    /** One wait for a futex; {@code told} by column of the instrument's table, nulls among them. */
    record Wait(String[] told, long beginNs, long durNs, Marks marks) implements Found {}

    /**
     * Many passages of an instrument, or of a part of it, that the same is told of.
     *
     * @param partOf the passage that the part is of; empty where it is a passage itself
     * @param told by column of the instrument's table, nulls among them
     * @param counted those that are not timed
     * @param durations of the others, ns
     */
    record Pack(Instrument.Table table, String part, String partOf, String[] told, long counted, long[] durations)
            implements Found {}

    /** Something found, unmatched or not to be had. */
    record Note(IssueKind kind, Severity severity, long count, String message) implements Found {}

    /**
     * A relation of two clocks.
     *
     * @param nsPerTick 1 for a clock in ns
     * @param offsets where the evidence tells one; at most one
     * @param drifts likewise
     */
    record Clock(
            String clock,
            String reference,
            double nsPerTick,
            Stretch stretch,
            List<Offset> offsets,
            List<Drift> drifts,
            String method,
            long pairs)
            implements Found {

        /** One of which the length of a tick alone is known. */
        static Clock ofRate(String clock, String reference, double nsPerTick, String method) {
            return new Clock(clock, reference, nsPerTick, Stretch.ALL, List.of(), List.of(), method, 0);
        }
    }

    /**
     * A time in which a relation holds, ns of the reference.
     *
     * @param fromRefNs the smallest long for the beginning
     * @param toRefNs the largest for the end
     */
    record Stretch(long fromRefNs, long toRefNs) implements Serializable {
        static final Stretch ALL = new Stretch(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Change of an offset with the reference, and how small and how large it may be; 10^6 ns a ns. */
    record Drift(double ppm, double loPpm, double hiPpm) implements Serializable {}

    /** Reading of the clock less reading of the reference, ns, at a time of the reference. */
    record Offset(long atRefNs, long ns, long loNs, long hiNs) implements Serializable {}

    /** Whether the window holds a passage and a loss falls into it. */
    record Marks(boolean inWindow, boolean tainted) implements Serializable {}

    /** Whether a source is the one that feeds the layer. */
    enum Rank {
        PRIMARY,
        OTHER
    }
}
