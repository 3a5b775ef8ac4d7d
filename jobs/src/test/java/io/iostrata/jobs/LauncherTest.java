package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with another Maven and another Java than the machine's. */
class LauncherTest {
    @TempDir
    Path dir;

    @Test
    void theBuildPrintsNoEscapeCodes() throws Exception {
        script(
                "mvn",
                """
                mkdir -p "%1$s/jobs/target"
                touch "%1$s/jobs/target/classpath.txt" "%1$s/jobs/target/jvm.flags" "%1$s/jobs/target/jobs-0.1.0-SNAPSHOT.jar"
                printf '\\033[0m[\\033[1;31mERROR\\033[m] one line\\n\\033[0m'
                exit ${MAVEN_STATUS}
                """
                        .formatted(dir));
        script("java", "echo 'openjdk version \"17.0.1\"' >&2");
        Files.copy(Path.of("..", "iostrata"), dir.resolve("iostrata"));

        assertThat(launched("0").err()).startsWith("iostrata: building").contains("\n[ERROR] one line\n");
        Files.delete(dir.resolve("jobs/target/classpath.txt"));
        var failed = launched("1");
        assertThat(failed.err()).contains("[ERROR] one line").doesNotContain("\u001b");
        assertThat(failed.status()).isEqualTo(2);
    }

    private record Launched(int status, String err) {}

    private Launched launched(String mavenStatus) throws Exception {
        var err = dir.resolve("err");
        var builder = new ProcessBuilder(dir.resolve("iostrata").toString(), "doctor").redirectError(err.toFile());
        builder.environment().put("MAVEN_STATUS", mavenStatus);
        builder.environment().merge("PATH", dir.resolve("bin") + ":", (path, bin) -> bin + path);
        builder.environment().remove("JAVA_HOME");
        int status = builder.start().waitFor();
        return new Launched(status, Files.readString(err));
    }

    private void script(String name, String lines) throws IOException {
        var file = Files.createDirectories(dir.resolve("bin")).resolve(name);
        Files.write(file, List.of("#!/bin/sh", lines));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
