package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.StackModel;
import java.io.Serializable;

/**
 * Where on which device an I/O goes.
 *
 * @param device vdev (0x hex) or major,minor; null where the event does not tell
 * @param sector the first, 512 bytes each; null where the event does not tell
 * @param bytes length; null where the event does not tell
 */
public record Place(String device, Long sector, Long bytes) implements Serializable {
    public static final Place UNKNOWN = new Place(null, null, null);

    /** True where it tells where the I/O goes and how long it is. */
    public boolean isKnown() {
        return sector != null && bytes != null && bytes > 0;
    }

    /** The same, with the other's device where it has none. */
    Place orDeviceOf(Place other) {
        return device == null && other.device != null ? new Place(other.device, sector, bytes) : this;
    }

    /** Reads it from the arguments of an event, which stand in {@link StackModel#PLACE}. */
    static final class Reader {
        private final int vdev;
        private final int dev;
        private final int sector;
        private final int offset;
        private final int bytes;
        private long last;
        private String lastShown = "";

        Reader(Arguments arguments) {
            vdev = arguments.place("vdev");
            dev = arguments.place("dev");
            sector = arguments.place("sector");
            offset = arguments.place("offset");
            bytes = arguments.place("bytes");
        }

        Place of(TraceEvent event) {
            var device = device(event);
            var first = event.isNumber(sector) ? Long.valueOf(event.number(sector)) : sectorOfOffset(event);
            var length = event.isNumber(bytes) ? Long.valueOf(event.number(bytes)) : null;
            return device == null && first == null && length == null ? UNKNOWN : new Place(device, first, length);
        }

        private String device(TraceEvent event) {
            if (event.isNumber(vdev)) {
                return shown(event.number(vdev));
            }
            if (event.has(vdev)) {
                return event.value(vdev).toString();
            }
            return event.has(dev) ? event.value(dev).toString() : null;
        }

        /** One text for as long as the device stays the same. */
        private String shown(long pointer) {
            if (lastShown.isEmpty() || pointer != last) {
                last = pointer;
                lastShown = Scalars.show("vdev", pointer);
            }
            return lastShown;
        }

        private Long sectorOfOffset(TraceEvent event) {
            return event.isNumber(offset) ? Long.valueOf(event.number(offset) >>> 9) : null;
        }
    }
}
