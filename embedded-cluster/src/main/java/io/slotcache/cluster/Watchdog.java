// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The shell process that ends the servers and removes their directory once this JVM is gone, however it ended.
 *
 * <p>A shutdown hook would not run on kill -9, and a parent-death signal fires when the <em>thread</em> that started a
 * process ends. The end of a pipe is noticed in every case. The script is {@code watchdog.sh}. Thread-safe.
 */
final class Watchdog implements AutoCloseable {

    private static final String SCRIPT = "watchdog.sh";

    private final Process shell;
    private final OutputStream changes;

    private Watchdog(Process shell) {
        this.shell = shell;
        this.changes = shell.getOutputStream();
    }

    /** Starts a watchdog over {@code directory}, which it removes in the end. */
    static Watchdog start(Path directory) {
        try {
            return new Watchdog(new ProcessBuilder("sh", "-c", script(), SCRIPT, directory.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new EmbeddedClusterException("The watchdog could not be started; it needs a POSIX shell 'sh'", e);
        }
    }

    /** Watches a server from now until it ends. */
    void watch(Process server) {
        tell("+ " + server.pid());
        // Also for a server that ends by itself: its process id must not be killed once it means another process.
        var unused = server.onExit().thenAccept(ended -> forget(ended.pid()));
    }

    /** Ends what is left, removes the directory and waits until both are done. */
    @Override
    public void close() {
        try {
            changes.close();
            shell.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new EmbeddedClusterException("The watchdog ended before its cluster", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget(long pid) {
        if (shell.isAlive()) {
            tell("- " + pid);
        }
    }

    private synchronized void tell(String change) {
        try {
            changes.write((change + "\n").getBytes(US_ASCII));
            changes.flush();
        } catch (IOException e) {
            throw new EmbeddedClusterException("The watchdog ended before its cluster", e);
        }
    }

    private static String script() throws IOException {
        try (InputStream in = Objects.requireNonNull(Watchdog.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
