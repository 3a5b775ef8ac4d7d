package io.iostrata.jobs.server;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that do not keep the process alive, with names. */
final class Threads {
    private Threads() {}

    static ThreadFactory daemons(String name) {
        var count = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, "serve-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
