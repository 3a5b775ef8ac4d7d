package io.iostrata.ingest.ctf;

import java.util.Optional;

/**
 * How the packets of one kind of stream are read behind their header.
 *
 * @param clock of its events; nothing where they have no time
 */
record StreamPlan(
        FieldReader packetContext,
        FieldReader eventHeader,
        PacketFields packet,
        EventPlans events,
        Optional<Clock> clock) {

    /** Registers of what a packet says of itself, negative where it does not; sizes are in bits. */
    record PacketFields(
            int contentSize,
            int packetSize,
            int sequence,
            int discarded,
            int discardedBits,
            int cpu,
            int begin,
            int end) {}
}
