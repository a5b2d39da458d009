// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One server, or Sentinel, of {@link EmbeddedServers}: what stays the same while it is killed and started again. Thread-safe. */
public final class EmbeddedServer {

    private final NodeProcess process;

    EmbeddedServer(NodeProcess process) {
        this.process = process;
    }

    /** Port on 127.0.0.1. */
    public int port() {
        return process.port();
    }

    /** Address as Redisson takes it. */
    public String uri() {
        return "redis://" + NodeConnection.HOST + ":" + port();
    }

    /** Working directory, with configuration, log and data. */
    public Path directory() {
        return process.directory();
    }

    /** Whether the process exists; also true while it is paused. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Sends one command.
     *
     * @return {@code Long}, {@code String} (UTF-8), {@code List} of these, or null
     * @throws RedisErrorException if the server answers with an error
     * @throws NodeUnreachableException if it does not answer within 2 s
     */
    public @Nullable Object command(String... args) {
        try (NodeConnection connection = process.connect()) {
            return connection.command(args);
        }
    }

    /** The value of a field in INFO, "" if there is none. */
    public String info(String section, String field) {
        return String.valueOf(command("INFO", section))
                .lines()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1))
                .findFirst()
                .orElse("");
    }

    NodeProcess process() {
        return process;
    }

    @Override
    public String toString() {
        return uri();
    }
}
