package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.TraceFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;

/** The leading files of the seeds of the format that the test method is named for: {@code traceDat} for TRACE_DAT. */
final class SeedsOfFormat implements ArgumentsProvider {
    /** The older of two ways to give arguments: Jazzer asks in it. */
    @Override
    @SuppressWarnings("deprecation")
    public Stream<Arguments> provideArguments(ExtensionContext context) {
        return Seed.all().stream()
                .filter(seed -> methodName(seed.format())
                        .equals(context.getRequiredTestMethod().getName()))
                .map(seed -> Arguments.of((Object) seed.files().get(0)));
    }

    static String methodName(TraceFormat format) {
        var name = new StringBuilder();
        for (var word : format.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(name.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)))
                    .append(word.substring(1));
        }
        return name.toString();
    }
}
