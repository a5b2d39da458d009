// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection to one node, for raw commands: redirections are not followed. Not thread-safe. The only class that
 * knows the client library.
 *
 * <p>Connections are opened for one command or one short sequence. On loopback that costs a fraction of a millisecond,
 * and no connection outlives a node that is killed and started again.
 */
final class NodeConnection implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private final int port;
    private final Connection connection;

    NodeConnection(int port, Duration timeout) {
        this.port = port;
        DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                .timeoutMillis(Math.toIntExact(timeout.toMillis()))
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
        try {
            this.connection = new Connection(new HostAndPort(HOST, port), config);
        } catch (JedisException e) {
            throw new NodeUnreachableException("Node " + port + " takes no connection: " + e.getMessage(), e);
        }
    }

    /** Sends a command and decodes its reply: {@code Long}, {@code String}, {@code List} of these, or null. */
    @Nullable
    Object command(String... args) {
        return decode(commandBytes(encode(args)));
    }

    /** Sends a command: {@code Long}, {@code byte[]}, {@code List} of these, or null. */
    @Nullable
    Object commandBytes(byte[]... args) {
        ProtocolCommand name = () -> args[0];
        try {
            connection.sendCommand(name, Arrays.copyOfRange(args, 1, args.length));
            return connection.getOne();
        } catch (JedisDataException e) {
            throw new RedisErrorException(String.valueOf(e.getMessage()), e);
        } catch (JedisException e) {
            throw new NodeUnreachableException(
                    "Node " + port + " did not answer " + new String(args[0], UTF_8) + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #command}, for commands that never answer null. */
    String text(String... args) {
        return String.valueOf(command(args));
    }

    @Override
    public void close() {
        connection.close();
    }

    private static byte[][] encode(String... args) {
        return Arrays.stream(args).map(arg -> arg.getBytes(UTF_8)).toArray(byte[][]::new);
    }

    private static @Nullable Object decode(@Nullable Object reply) {
        if (reply instanceof byte[] bytes) {
            return new String(bytes, UTF_8);
        }
        if (reply instanceof List<?> list) {
            // Not List.of: a list may hold nulls.
            return Arrays.asList(list.stream().map(NodeConnection::decode).toArray());
        }
        if (reply instanceof JedisDataException error) {
            return error.getMessage();
        }
        return reply;
    }
}
