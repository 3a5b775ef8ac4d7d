package io.iostrata.jobs.archive;

import io.iostrata.ingest.archive.ArchiveStore;
import io.iostrata.ingest.archive.Container;
import io.iostrata.ingest.archive.Member;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;

/** Stored files by themselves: one inside a container is looked for from the container's beginning. */
public record StoredMembers(ArchiveStore store) implements Serializable {

    /** The bytes of a member as stored. */
    public InputStream open(Member member) throws IOException {
        return member.isInContainer() ? entry(member.archive(), member.entry()) : store.open(member.archive());
    }

    private InputStream entry(String archive, String entry) throws IOException {
        var container = store.open(archive);
        var found = new ArrayList<InputStream>();
        Container.visit(
                container,
                (name, bytes) -> {
                    if (name.entry().equals(entry)) {
                        found.add(bytes);
                    }
                    return found.isEmpty();
                },
                trouble -> {});
        if (found.isEmpty()) {
            container.close();
            throw new IOException(archive + "!" + entry + ": gone on second reading");
        }
        return closing(found.get(0), container);
    }

    private static InputStream closing(InputStream member, InputStream container) {
        return new FilterInputStream(member) {
            @Override
            public void close() throws IOException {
                container.close();
            }
        };
    }
}
