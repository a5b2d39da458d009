// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What one thread did, a line each, written through at once: a JVM that is killed leaves all of it. Times are {@link System#nanoTime}, the same clock in
 * every JVM of a host.
 *
 * <pre>
 * R begin key n tag     a read, by a session that began then
 * H begin key holder    a read of a natural id
 * T key n holder        a natural id is about to be committed: of a JVM that is killed then nobody knows whether it was
 * C end key n tag       a commit that had returned by then; for a natural id the tag is the holder
 * X tag                 a write that was rolled back
 * E class: message      an exception that nothing explains
 * S name value          a count, at the end
 * </pre>
 */
final class Journal implements AutoCloseable {

    private final BufferedWriter out;

    Journal(Path file) {
        try {
            out = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a thread of a JVM; {@code number} is the JVM's index and, by tens, how many were started before. */
    static String name(int number, int thread) {
        return "w" + (number * 100 + thread) + ".journal";
    }

    /** Of the JVM whose thread's journal has this name. */
    static int index(String name) {
        return Integer.parseInt(name.replaceAll("\\D", "")) / 100 % 10;
    }

    void read(long sessionBegin, int key, long n, long tag) {
        line("R " + sessionBegin + ' ' + key + ' ' + n + ' ' + tag);
    }

    void readHolder(long sessionBegin, int key, long holder) {
        line("H " + sessionBegin + ' ' + key + ' ' + holder);
    }

    void committing(Write write) {
        line("T " + write.key() + ' ' + write.n() + ' ' + write.tag());
    }

    void committed(long returned, Write write) {
        line("C " + returned + ' ' + write.key() + ' ' + write.n() + ' ' + write.tag());
    }

    void rolledBack(Write write) {
        line("X " + write.tag());
    }

    void unexplained(Throwable failure) {
        line("E " + failure.toString().replace('\n', ' '));
    }

    void count(String name, long value) {
        line("S " + name + ' ' + value);
    }

    private void line(String text) {
        try {
            out.write(text);
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
