package io.iostrata.transforms.clocks;

import io.iostrata.transforms.clocks.Bounds.Side;
import java.util.Arrays;

/** The lowest straight line that keeps all bounds from below: near the truth where effects follow their causes at once. */
final class Floor {
    private final long reading;
    private final long offset;
    private final double slope;
    private final double height;

    private Floor(Bounds bounds) {
        reading = bounds.first() + (bounds.last() - bounds.first()) / 2;
        offset = bounds.bounds().get(0).offset();
        var hull = Hull.of(bounds.of(Side.AT_LEAST), reading, offset, 1);
        slope = hull.slopeAtOrigin();
        height = hull.height(slope);
    }

    /** Of bounds that are all from below; at least one. */
    static Floor under(Bounds bounds) {
        return new Floor(bounds);
    }

    /** The smallest offset that this line allows, ns. */
    long offset(long at) {
        return offset + Math.round(height + slope * (at - reading));
    }

    /** By how much a pair is above what a bound needs, ns: the middle one of pairs from one to another. */
    long usualRoom(Order down, int from, int to) {
        long[] rooms = new long[to - from];
        for (int i = from; i < to; i++) {
            rooms[i - from] = offset(down.front()[i]) - (down.front()[i] - down.back()[i]);
        }
        Arrays.sort(rooms);
        return rooms[rooms.length / 2];
    }
}
