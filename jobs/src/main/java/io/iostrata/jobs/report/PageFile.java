package io.iostrata.jobs.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iostrata.schemas.config.Digests;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** A page on disk. A comment behind it says what it was made of, and by a digest of both that nobody changed it since. */
public record PageFile(Path path) {
    private static final int BUFFER = 1 << 16;

    /** True if the page is there, made of that, and whole; of a file that nobody may read that is not known. */
    public boolean isOf(String madeOf) throws IOException {
        byte[] beginning = beginning(madeOf).getBytes(UTF_8);
        int length = mark(madeOf, new byte[Digests.sha256().getDigestLength()]).getBytes(UTF_8).length;
        if (!Files.isRegularFile(path) || Files.size(path) <= length) {
            return false;
        }
        try (var channel = FileChannel.open(path)) {
            long size = channel.size() - length;
            byte[] mark =
                    Channels.newInputStream(channel.position(Math.max(0, size))).readNBytes(length + 1);
            return Arrays.equals(beginning, Arrays.copyOf(mark, beginning.length))
                    && new String(mark, UTF_8).equals(mark(madeOf, sha256(channel.position(0), size)));
        } catch (AccessDeniedException unreadable) {
            return false;
        }
    }

    private static byte[] sha256(FileChannel channel, long size) throws IOException {
        var in = new DigestInputStream(Channels.newInputStream(channel), Digests.sha256());
        byte[] buffer = new byte[BUFFER];
        long left = size;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            left = read < 0 ? 0 : left - read;
        }
        return in.getMessageDigest().digest();
    }

    public void write(String html, String madeOf) throws IOException {
        var sha256 = Digests.sha256().digest(html.getBytes(UTF_8));
        Files.writeString(path, html + mark(madeOf, sha256));
    }

    private static String mark(String madeOf, byte[] sha256) {
        return beginning(madeOf) + HexFormat.of().formatHex(sha256) + " -->\n";
    }

    private static String beginning(String madeOf) {
        return "<!-- iostrata-made-of " + madeOf + " ";
    }
}
