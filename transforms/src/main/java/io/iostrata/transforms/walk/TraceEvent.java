package io.iostrata.transforms.walk;

/**
 * One event as pairing sees it.
 *
 * @param stamp on the source's clock: ns or ticks, as {@code clocking} says
 * @param args by {@link Arguments}: a Long, a String, or null where the event lacks the argument
 */
public record TraceEvent(String name, Clocking clocking, long stamp, Object[] args) {

    /** What the stamp counts. */
    public enum Clocking {
        NS,
        TICKS,
        NONE
    }
}
