package io.iostrata.jobs.export;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The tracks of a trace: a machine is a process, a layer a track of it. Slices of a track must not overlap, so a layer with
 * several requests at once has several tracks of one name, which the viewer shows as one.
 */
final class PerfettoTracks {
    private final Packets packets;
    private final Map<String, Long> machines = new HashMap<>();
    private final Map<String, PriorityQueue<Lane>> lanes = new HashMap<>();
    private long lastId;

    /** Takes descriptors. */
    @FunctionalInterface
    interface Packets {
        void describe(ProtoMessage track) throws IOException;
    }

    PerfettoTracks(Packets packets) {
        this.packets = packets;
    }

    /** A track, and when the slice on it ends. */
    private record Lane(long track, long endNs) {}

    /** The track that a slice goes to; slices come in the order of their begin. */
    long of(RequestSlice slice) throws IOException {
        var ofLayer = lanes.computeIfAbsent(
                slice.machine() + "/" + slice.layer(),
                layer -> new PriorityQueue<>(Comparator.comparingLong(Lane::endNs)));
        boolean isFree = !ofLayer.isEmpty() && ofLayer.peek().endNs <= slice.beginNs();
        long track = isFree ? ofLayer.remove().track : newTrack(slice);
        ofLayer.add(new Lane(track, slice.endNs()));
        return track;
    }

    private long newTrack(RequestSlice slice) throws IOException {
        long parent = machine(slice.machine());
        long id = ++lastId;
        packets.describe(new ProtoMessage()
                .number(Perfetto.TRACK_ID, id)
                .number(Perfetto.PARENT_ID, parent)
                .text(Perfetto.TRACK_NAME, slice.layer())
                .number(Perfetto.SIBLING_RANK, slice.position()));
        return id;
    }

    private long machine(String name) throws IOException {
        var known = machines.get(name);
        if (known != null) {
            return known;
        }
        long id = ++lastId;
        machines.put(name, id);
        packets.describe(new ProtoMessage()
                .number(Perfetto.TRACK_ID, id)
                .number(Perfetto.CHILD_ORDERING, Perfetto.ORDERED_BY_RANK)
                .message(
                        Perfetto.PROCESS,
                        new ProtoMessage().number(Perfetto.PID, machines.size()).text(Perfetto.PROCESS_NAME, name)));
        return id;
    }
}
