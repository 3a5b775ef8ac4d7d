package io.iostrata.schemas.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a text says, it is a stack model or an error that names the place. */
class StackModelFuzzTest {
    @MethodSource("models")
    @FuzzTest(maxDuration = "10s")
    void stackModel(byte[] text) {
        try {
            var model = StackModelReader.read("model.yaml", new String(text, StandardCharsets.UTF_8));
            assertThat(model.events()).doesNotContainNull();
        } catch (InvalidModelException invalid) {
            assertThat(invalid).hasMessageStartingWith("model.yaml:");
        }
    }

    static Stream<byte[]> models() throws IOException {
        try (var model = StackModel.class.getResourceAsStream("/stacks/virtio-blk.yaml")) {
            return Stream.of(model.readAllBytes());
        }
    }
}
