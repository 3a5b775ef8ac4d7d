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

    /** Reads it from the arguments of an event, which stand in {@link StackModel#PLACE}. */
    static final class Reader {
        private final int vdev;
        private final int dev;
        private final int sector;
        private final int offset;
        private final int bytes;

        Reader(Arguments arguments) {
            vdev = arguments.place("vdev");
            dev = arguments.place("dev");
            sector = arguments.place("sector");
            offset = arguments.place("offset");
            bytes = arguments.place("bytes");
        }

        Place of(Object[] args) {
            var device = args[vdev] == null ? text(args[dev]) : Scalars.show("vdev", args[vdev]);
            var first = args[sector] instanceof Long number ? number : sectorOf(args[offset]);
            var length = args[bytes] instanceof Long number ? number : null;
            return device == null && first == null && length == null ? UNKNOWN : new Place(device, first, length);
        }

        private static String text(Object value) {
            return value == null ? null : value.toString();
        }

        private static Long sectorOf(Object offset) {
            return offset instanceof Long number ? Long.valueOf(number >>> 9) : null;
        }
    }
}
