// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A {@link Worker} in a JVM of its own. Ends when this JVM does. */
final class WorkerProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 60;

    private final Process process;
    private final Path clock;

    /** @param classPath what the JVM runs, of which a control changes something */
    WorkerProcess(String classPath, Path directory, Properties properties) {
        try {
            String name = "worker-" + properties.getProperty("worker.number");
            Path file = Files.createTempFile(directory, name, ".properties");
            try (Writer out = Files.newBufferedWriter(file)) {
                properties.store(out, null);
            }
            clock = directory.resolve(name + ".clock");
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx192m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath,
                            Worker.class.getName(),
                            file.toString())
                    .redirectError(directory.resolve(name + ".log").toFile());
            builder.environment().putAll(Clocks.environment(clock));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** See {@link Clocks#set}. */
    Path clock() {
        return clock;
    }

    /** Waits until it works. */
    void awaitReady() {
        try {
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            while (line != null && !line.equals("ready")) {
                line = out.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("A worker ended before it was ready; see its log");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void kill() {
        process.destroyForcibly();
        await();
    }

    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder(List.of("kill", "-" + name, Long.toString(process.pid())))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lets it finish what it does, and waits for its end. */
    void stop() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It has ended.
        }
        if (!await()) {
            close();
            throw new IllegalStateException("A worker did not end within " + STOP_SECONDS + " s");
        }
    }

    private boolean await() {
        try {
            return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
