// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.nio.file.Path;

/**
 * The server program that the nodes of a cluster run.
 *
 * <p>Looked for in this order: the path given to the builder; the system property {@value #PROPERTY}; a
 * {@code redis-server} or {@code valkey-server} of version 7.0 or newer on the PATH; the Redis 7.0.15 carried on the
 * class path, for Linux and macOS on amd64 and arm64. A path that is asked for by name must fit: there is no silent
 * fallback from it.
 *
 * @param path the program
 * @param version its version, for example {@code 7.0.15}
 * @param origin where it comes from, for humans
 */
public record RedisServerExecutable(Path path, String version, String origin) {

    /** System property that names the server program; a path. Default: none. */
    public static final String PROPERTY = "slotcache.redis-server";

    /**
     * Finds the server for this machine.
     *
     * @param extractionDirectory where the carried server is written to if it comes to that
     * @throws EmbeddedClusterException if none fits; the message lists what was looked at
     */
    public static RedisServerExecutable find(Path extractionDirectory) {
        return ServerSearch.ofThisMachine(null).find(extractionDirectory);
    }

    @Override
    public String toString() {
        return path + " (" + version + ", " + origin + ")";
    }
}
