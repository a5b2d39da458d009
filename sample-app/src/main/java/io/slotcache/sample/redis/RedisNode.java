// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A connection to one node, for raw commands; redirections are not followed. Text is Latin-1 both ways, so that binary values pass unchanged. Not
 * thread-safe. The only class that knows the client library.
 */
public final class RedisNode implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 2_000;

    private final String address;
    private final Connection connection;

    private RedisNode(String address, Connection connection) {
        this.address = address;
        this.connection = connection;
    }

    /**
     * @param address {@code host:port}
     * @param manner an address of the same cluster, for user, password and TLS
     */
    public static RedisNode connect(String address, URI manner) {
        int colon = address.lastIndexOf(':');
        HostAndPort target =
                new HostAndPort(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .timeoutMillis(TIMEOUT_MILLIS)
                .ssl("rediss".equals(manner.getScheme()));
        String login = manner.getUserInfo();
        if (login != null) {
            int separator = login.indexOf(':');
            config.password(login.substring(separator + 1));
            if (separator > 0) {
                config.user(login.substring(0, separator));
            }
        }
        try {
            return new RedisNode(address, new Connection(target, config.build()));
        } catch (JedisException e) {
            throw new NodeUnreachableException(address + " takes no connection: " + e.getMessage(), e);
        }
    }

    /** {@code host:port}. */
    public String address() {
        return address;
    }

    /**
     * Sends one command.
     *
     * @return {@code Long}, {@code String}, {@code List} of these, or null
     * @throws RedisErrorException if the node answers with an error
     * @throws NodeUnreachableException if it doesn't answer within 2 s
     */
    public @Nullable Object command(String... args) {
        Object reply = pipeline(List.<String[]>of(args)).get(0);
        if (reply instanceof RedisErrorException error) {
            throw error;
        }
        return reply;
    }

    /** As {@link #command}, for replies that are text. */
    public String text(String... args) {
        return String.valueOf(command(args));
    }

    /** As {@link #command}, for replies that are numbers. */
    public long number(String... args) {
        return Long.parseLong(text(args));
    }

    /** Sends commands in one go: one round trip, however many. An error takes the place of its reply as a {@link RedisErrorException}. */
    public List<@Nullable Object> pipeline(List<String[]> commands) {
        try {
            for (String[] args : commands) {
                byte[][] raw =
                        Arrays.stream(args).map(arg -> arg.getBytes(ISO_8859_1)).toArray(byte[][]::new);
                ProtocolCommand name = () -> raw[0];
                connection.sendCommand(name, Arrays.copyOfRange(raw, 1, raw.length));
            }
            List<@Nullable Object> replies = new ArrayList<>(commands.size());
            connection.getMany(commands.size()).forEach(reply -> replies.add(decode(reply)));
            return replies;
        } catch (JedisException e) {
            throw new NodeUnreachableException(address + " did not answer: " + e.getMessage(), e);
        }
    }

    /** How often the node has carried out a command: {@code INFO commandstats}. */
    public long calls(String command) {
        String line = "cmdstat_" + command + ":calls=";
        return text("INFO", "commandstats")
                .lines()
                .filter(stat -> stat.startsWith(line))
                .mapToLong(stat -> Long.parseLong(stat.substring(line.length(), stat.indexOf(','))))
                .sum();
    }

    @Override
    public void close() {
        connection.close();
    }

    private static @Nullable Object decode(@Nullable Object reply) {
        if (reply instanceof byte[] bytes) {
            return new String(bytes, ISO_8859_1);
        }
        if (reply instanceof List<?> list) {
            // Not List.of: a list may hold nulls.
            return Arrays.asList(list.stream().map(RedisNode::decode).toArray());
        }
        if (reply instanceof JedisDataException error) {
            return new RedisErrorException(String.valueOf(error.getMessage()), error);
        }
        return reply;
    }
}
