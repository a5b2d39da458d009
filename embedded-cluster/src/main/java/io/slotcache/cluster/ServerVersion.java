// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a server, as {@code redis-server --version} and {@code valkey-server --version} print it. */
record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {

    /** The oldest server SlotCache works with: functions and CLUSTER SHARDS came with it. */
    static final ServerVersion OLDEST = new ServerVersion(7, 0, 0);

    private static final Pattern PRINTED = Pattern.compile("\\bv=(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final int TIMEOUT_SECONDS = 10;

    /**
     * Asks a server for its version.
     *
     * @throws IOException if the file cannot be run or prints no version; the message says which
     */
    static ServerVersion of(Path executable) throws IOException {
        Process process = new ProcessBuilder(executable.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("does not end when asked for its version");
            }
            return parse(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asked for its version", e);
        } finally {
            process.destroyForcibly();
        }
    }

    static ServerVersion parse(String output) throws IOException {
        Matcher matcher = PRINTED.matcher(output);
        if (!matcher.find()) {
            throw new IOException("prints no version: " + output.trim());
        }
        return new ServerVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    @Override
    public int compareTo(ServerVersion other) {
        return Comparator.comparingInt(ServerVersion::major)
                .thenComparingInt(ServerVersion::minor)
                .thenComparingInt(ServerVersion::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
