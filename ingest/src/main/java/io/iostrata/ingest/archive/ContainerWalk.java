package io.iostrata.ingest.archive;

import io.iostrata.ingest.archive.ContainerMembers.StoredMember;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One reading of a container and of the containers in it, each file handed to a visitor. */
final class ContainerWalk {
    /** So much of a member is decompressed to see whether it is a container: bzip2 needs a block of 900 kB. */
    private static final int[] LOOKS = {1 << 12, 1 << 16, 2 << 20};

    private final Container.Visitor visitor;
    private final Consumer<MemberTrouble> troubles;
    private final Set<String> seen = new HashSet<>();
    /** What came out of all containers. */
    private final Expanded expanded;

    private int members;

    ContainerWalk(Container.Visitor visitor, Consumer<MemberTrouble> troubles, Expanded expanded) {
        this.visitor = visitor;
        this.troubles = troubles;
        this.expanded = expanded;
    }

    /** Visits what is in the (decompressed) container of that name; false once the visitor wants no more. */
    boolean visit(String container, LookAhead in) throws IOException {
        var reader = Container.isZip(in.peek(Container.HEAD))
                ? new ZipMembers(in, expanded, (name, why) -> damaged(container, name, why))
                : new TarMembers(in, expanded);
        for (var member = reader.next(); member.isPresent(); member = reader.next()) {
            if (++members > Container.MOST_MEMBERS) {
                throw new IOException("more than " + Container.MOST_MEMBERS + " members");
            }
            if (!member.get().isDirectory() && !take(container, member.get())) {
                return false;
            }
        }
        reader.tail()
                .ifPresent(what -> troubles.accept(
                        new MemberTrouble(IssueKind.SKIPPED, Severity.WARNING, MemberName.shown(container), what)));
        return true;
    }

    private boolean take(String container, StoredMember member) throws IOException {
        var name = MemberName.of(container, member.name());
        var refusal = MemberName.refusal(member.name()).or(member::refusal);
        if (refusal.isEmpty() && !seen.add(name.entry())) {
            refusal = Optional.of("a second member of that name, the first one is read");
        }
        if (refusal.isPresent()) {
            refuse(container, member.name(), refusal.get());
            return true;
        }
        var bytes = new LookAhead(new Unclosed(member.bytes()));
        if (!isContainer(bytes)) {
            return visitor.file(name, bytes);
        }
        if (!container.isEmpty()) {
            refuse(container, member.name(), "a container in a container in a container");
            return true;
        }
        return inner(name.path(), bytes);
    }

    /** What breaks an inner container does not break the one it is in. */
    private boolean inner(String name, LookAhead stored) {
        try {
            var opened = Container.opened(stored, remark -> troubles.accept(trouble(name, remark)));
            return visit(name, new LookAhead(new LimitedStream(opened, expanded)));
        } catch (IOException broken) {
            troubles.accept(MemberTrouble.broken(name, ArchiveScanner.reason(broken)));
            return true;
        }
    }

    static MemberTrouble trouble(String container, Remark remark) {
        return new MemberTrouble(remark.kind(), remark.severity(), MemberName.shown(container), remark.what());
    }

    private void refuse(String container, String name, String why) {
        troubles.accept(MemberTrouble.refused(container.isEmpty() ? name : container + "!" + name, why));
    }

    private void damaged(String container, String name, String why) {
        troubles.accept(MemberTrouble.broken(container.isEmpty() ? name : container + "!" + name, why));
    }

    private static boolean isContainer(LookAhead stored) {
        byte[] head = stored.peek(Container.HEAD);
        if (Compression.of(head) == Compression.NONE) {
            return Container.recognises(head);
        }
        for (int look : LOOKS) {
            byte[] compressed = stored.peek(look);
            byte[] content = contentOf(compressed);
            if (content.length == Container.HEAD || compressed.length < look) {
                return Container.recognises(content);
            }
        }
        return false;
    }

    /** The first decompressed bytes of what may be cut. */
    private static byte[] contentOf(byte[] compressed) {
        try (var in = new LookAhead(Compression.decompressed(new ByteArrayInputStream(compressed)))) {
            return in.peek(Container.HEAD);
        } catch (IOException | RuntimeException unreadable) {
            return new byte[0];
        }
    }
}
