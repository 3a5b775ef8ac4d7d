package io.iostrata.ingest.blktrace;

import static io.iostrata.ingest.blktrace.BlktraceBuilder.READ;
import static io.iostrata.ingest.blktrace.BlktraceBuilder.blktrace;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.Survey.Surveyed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecordSurveyTest {
    /** Names in a stretch: all that one holds. */
    private static final int NAMES = TaskNames.MOST;

    private static final int STRETCHES = 200;
    /** Events at the begin of each stretch: as many as it is recognised by. */
    private static final int EVENTS = 24;

    @Test
    void givesUpWhereStretchesHoldMoreNamesThanPartsAreTold() throws IOException {
        byte[] stretch = stretch();
        var opened = new AtomicInteger();
        var file = new Surveyed("sda.blktrace.0", (long) STRETCHES * stretch.length, at -> {
            opened.incrementAndGet();
            return from(stretch, at);
        });

        assertThat(new RecordSurvey().find(file, stretch.length)).isEmpty();
        assertThat(opened.get()).isBetween(33, 50);
    }

    private static byte[] stretch() {
        var stretch = blktrace();
        for (int i = 0; i < EVENTS; i++) {
            stretch.event(7 | READ, 1000);
        }
        for (int i = 0; i < NAMES; i++) {
            stretch.comm(i, "task");
        }
        return stretch.bytes();
    }

    /** One stretch after another. */
    private static InputStream from(byte[] stretch, long at) throws IOException {
        var rest = LongStream.range(at / stretch.length, STRETCHES)
                .mapToObj(each -> new ByteArrayInputStream(stretch))
                .toList();
        var in = new SequenceInputStream(Collections.enumeration(rest));
        in.skipNBytes(at % stretch.length);
        return in;
    }
}
