package io.iostrata.jobs.pages;

import io.iostrata.jobs.lake.EventFiles;
import io.iostrata.jobs.lake.IcebergInput;
import io.iostrata.transforms.walk.Arguments;
import io.iostrata.transforms.walk.EventPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;

/** The pages of some files, one after the other. The task closes the one that is open when it ends. */
final class FilePages implements Iterator<EventPage> {
    private final Iterator<EventFile> files;
    private final EventFiles inputs;
    private final Arguments arguments;
    private Optional<EventFileReader> current = Optional.empty();

    FilePages(Iterator<EventFile> files, EventFiles inputs, Arguments arguments) {
        this.files = files;
        this.inputs = inputs;
        this.arguments = arguments;
        Optional.ofNullable(TaskContext.get())
                .ifPresent(task -> task.<Void>addTaskCompletionListener(ended -> {
                    close();
                    return null;
                }));
    }

    @Override
    public boolean hasNext() {
        while (!current.map(EventFileReader::hasNext).orElse(false)) {
            close();
            if (!files.hasNext()) {
                return false;
            }
            current = Optional.of(open(files.next()));
        }
        return true;
    }

    @Override
    public EventPage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.orElseThrow().next();
    }

    private EventFileReader open(EventFile file) {
        try {
            return new EventFileReader(new IcebergInput(inputs.open(file.location())), file.source(), arguments);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void close() {
        try {
            if (current.isPresent()) {
                current.get().close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            current = Optional.empty();
        }
    }
}
