// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The state of an operating system process, and the signals that change it. POSIX only. */
enum ProcessState {
    /** Runs, or sleeps in a system call. */
    RUNNING,
    /** Held by SIGSTOP. */
    STOPPED,
    /** Gone, or a zombie: where PID 1 does not reap, a killed process stays in the table. */
    DEAD;

    private static final Path PROC = Path.of("/proc");

    static ProcessState of(long pid) {
        try {
            return Files.exists(PROC.resolve("self/stat")) ? ofProc(pid) : ofPs(pid);
        } catch (IOException e) {
            return DEAD; // the process ended while its entry was read
        }
    }

    /** Sends a signal, named as {@code kill} names it: STOP, CONT. */
    static void signal(long pid, String name) {
        // The kill of the shell, because slim images have no /bin/kill.
        run("kill -" + name + " " + pid);
    }

    private static ProcessState ofProc(long pid) throws IOException {
        Path stat = PROC.resolve(pid + "/stat");
        if (!Files.exists(stat)) {
            return DEAD;
        }
        String line = Files.readString(stat, UTF_8);
        // pid (command) state ...; the command itself may hold blanks and parentheses.
        return of(line.charAt(line.lastIndexOf(')') + 2));
    }

    private static ProcessState ofPs(long pid) {
        String state = run("ps -o state= -p " + pid + " || true").trim();
        return state.isEmpty() ? DEAD : of(state.charAt(0));
    }

    private static ProcessState of(char letter) {
        return switch (letter) {
            case 'T', 't' -> STOPPED;
            case 'Z', 'X', 'x' -> DEAD;
            default -> RUNNING;
        };
    }

    private static String run(String script) {
        try {
            Process shell = new ProcessBuilder("sh", "-c", script)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
            if (!shell.waitFor(10, TimeUnit.SECONDS) || shell.exitValue() != 0) {
                throw new EmbeddedClusterException("'" + script + "' failed: " + output.trim());
            }
            return output;
        } catch (IOException e) {
            throw new EmbeddedClusterException("'" + script + "' could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedClusterException("Interrupted in '" + script + "'", e);
        }
    }
}
