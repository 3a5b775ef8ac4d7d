package io.iostrata.jobs.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iostrata.schemas.config.Digests;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;

/** A page on disk. A comment behind it says what it was made of, and by a digest of both that nobody changed it since. */
public record PageFile(Path path) {
    private static final String MARK = "<!-- iostrata-made-of %s %s -->\n";
    private static final int BUFFER = 1 << 16;

    /** True if the page is there, made of that, and whole. */
    public boolean isOf(String madeOf) throws IOException {
        int length = mark(madeOf, new byte[Digests.sha256().getDigestLength()]).getBytes(UTF_8).length;
        if (!Files.isRegularFile(path) || Files.size(path) <= length) {
            return false;
        }
        try (var channel = FileChannel.open(path)) {
            var in = new DigestInputStream(Channels.newInputStream(channel), Digests.sha256());
            long left = channel.size() - length;
            byte[] buffer = new byte[BUFFER];
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                left = read < 0 ? 0 : left - read;
            }
            in.on(false);
            var mark = new String(in.readNBytes(length + 1), UTF_8);
            return mark.equals(mark(madeOf, in.getMessageDigest().digest()));
        }
    }

    public void write(String html, String madeOf) throws IOException {
        var sha256 = Digests.sha256().digest(html.getBytes(UTF_8));
        Files.writeString(path, html + mark(madeOf, sha256));
    }

    private static String mark(String madeOf, byte[] sha256) {
        return MARK.formatted(madeOf, HexFormat.of().formatHex(sha256));
    }
}
