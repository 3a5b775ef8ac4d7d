package io.iostrata.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The members of one container, front to back. */
interface ContainerMembers {
    /** The next member, once what is left of the one before was read; empty at the end. */
    Optional<StoredMember> next() throws IOException;

    /** What is wrong with the bytes behind the last member; empty where nothing is. Reads to the end. */
    Optional<String> tail() throws IOException;

    /**
     * A member as the container has it.
     *
     * @param refusal why it cannot be read; empty for a regular file or a directory
     * @param bytes end with the member
     */
    record StoredMember(String name, boolean isDirectory, Optional<String> refusal, InputStream bytes) {}

    /** Headers of no sense make the readers throw whatever comes to hand: it is all one, a broken container. */
    static <E> Optional<E> next(Header<E> header) throws IOException {
        try {
            return Optional.ofNullable(header.read());
        } catch (RuntimeException nonsense) {
            throw new IOException("member header: " + nonsense.getMessage(), nonsense);
        }
    }

    /** Reads a header; null at the end, as the libraries have it. */
    interface Header<E> {
        E read() throws IOException;
    }
}
