// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterBuilder;
import io.slotcache.cluster.RedisServerExecutable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/**
 * Clocks of servers and JVMs that can be set while they run: a library, made of {@code clock.c} where there is a C compiler, stands between them and the
 * time of day. Without one, their clocks stay as they are.
 */
final class Clocks {

    private static final Path SOURCE = Path.of("src", "test", "c", "clock.c");
    /** Of a process, in its directory or among those of its round. */
    private static final String FILE = "clock";

    private static final Path DIRECTORY = newDirectory();
    private static final Path LIBRARY = DIRECTORY.resolve("clock.so");
    private static final boolean CAN_BE_SET = compile();

    private Clocks() {}

    /** Of a cluster whose servers' clocks can be set, if that is possible here. */
    static EmbeddedClusterBuilder cluster() {
        EmbeddedClusterBuilder cluster = EmbeddedCluster.builder();
        return CAN_BE_SET ? cluster.executable(wrapper()) : cluster;
    }

    /** What a JVM is started with, to have a clock of its own in this file. */
    static Map<String, String> environment(Path file) {
        return CAN_BE_SET ? Map.of("LD_PRELOAD", LIBRARY.toString(), "CLOCK_FILE", file.toString()) : Map.of();
    }

    /** Of a server that works in this directory. */
    static Path of(Path directory) {
        return directory.resolve(FILE);
    }

    /** Has the process's clock go so much before the true time; does nothing if the process has none that can be set. */
    static void set(Path file, Duration ahead) {
        if (Files.exists(file)) {
            ByteBuffer nanos = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .putLong(0, ahead.toNanos());
            try {
                // In place: the process has it mapped.
                Files.write(file, nanos.array(), StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Path wrapper() {
        try {
            Path server = RedisServerExecutable.find(DIRECTORY).path();
            String script = """
                    #!/bin/sh
                    if [ -f "$1" ]; then export LD_PRELOAD='%s' CLOCK_FILE='%s'; fi
                    exec '%s' "$@"
                    """.formatted(LIBRARY, FILE, server);
            Path wrapper = DIRECTORY.resolve("redis-server");
            Files.writeString(wrapper, script);
            return Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newDirectory() {
        try {
            Path directory = Files.createTempDirectory("slotcache-clocks");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean compile() {
        try {
            int status = new ProcessBuilder(
                            "cc", "-shared", "-fPIC", "-O2", "-o", LIBRARY.toString(), SOURCE.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status == 0) {
                return true;
            }
            System.out.println("No clocks are set: cc can't compile " + SOURCE);
        } catch (IOException e) {
            System.out.println("No clocks are set: there is no C compiler (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
