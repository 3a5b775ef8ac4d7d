package io.iostrata.ingest.ctf;

import io.iostrata.ingest.ctf.CtfType.EnumType;
import io.iostrata.ingest.ctf.CtfType.IntegerType;
import io.iostrata.ingest.ctf.CtfType.StructType;
import io.iostrata.ingest.ctf.CtfType.VariantType;
import io.iostrata.ingest.ctf.Metadata.StreamClass;
import java.util.List;
import java.util.Optional;

/** Which clock the events of a stream are stamped by. */
final class ClockOf {
    private ClockOf() {}

    /** The clock of the header's time; nothing where the header has none. */
    static Optional<Clock> header(StreamClass stream, Metadata metadata) {
        return stream.eventHeader()
                .flatMap(header -> clockName(header.members()))
                .flatMap(metadata::clock);
    }

    private static Optional<String> clockName(List<CtfType.Member> members) {
        return members.stream().flatMap(member -> clockName(member).stream()).findFirst();
    }

    private static Optional<String> clockName(CtfType.Member member) {
        if (member.type() instanceof IntegerType integer) {
            boolean isTime = !integer.clock().isEmpty() || member.name().equals("timestamp");
            return isTime ? Optional.of(integer.clock()) : Optional.empty();
        } else if (member.type() instanceof StructType struct) {
            return clockName(struct.members());
        } else if (member.type() instanceof VariantType variant) {
            return clockName(variant.options());
        }
        return member.type() instanceof EnumType enumeration
                ? Optional.of(enumeration.container().clock()).filter(name -> !name.isEmpty())
                : Optional.empty();
    }
}
