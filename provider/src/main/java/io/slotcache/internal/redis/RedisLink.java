// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.redis;

import io.slotcache.internal.script.Script;
import io.slotcache.internal.script.ScriptCall;
import io.slotcache.internal.script.ScriptReply;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.BatchOptions;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.ObjectParams;
import org.redisson.api.options.PlainOptions;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisTimeoutException;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.client.protocol.decoder.ObjectListReplayDecoder;
import org.redisson.command.CommandAsyncExecutor;
import org.redisson.command.CommandBatchService;
import org.redisson.config.ReadMode;
import org.redisson.connection.ConnectionEventsHub;
import org.redisson.connection.ConnectionListener;
import org.redisson.connection.ConnectionManager;
import org.redisson.connection.MasterSlaveEntry;

/**
 * Commands to the masters of a cluster, without retries: callers own their deadline. The only class that uses Redisson's internal packages, for
 * three things its public API does not offer: {@code MGET} of two keys of one slot as a single command, a pipeline to one given master, and news of lost
 * connections of a client that exists. Thread-safe.
 */
public final class RedisLink implements AutoCloseable {

    private static final RedisCommand<List<Object>> MGET = new RedisCommand<>("MGET", new ObjectListReplayDecoder<>());
    private static final RedisCommand<List<Object>> HMGET =
            new RedisCommand<>("HMGET", new ObjectListReplayDecoder<>());
    private static final RedisCommand<List<Object>> EVALSHA =
            new RedisCommand<>("EVALSHA", new ObjectListReplayDecoder<>());

    private static final RedisCommand<List<Object>> EVAL = new RedisCommand<>("EVAL", new ObjectListReplayDecoder<>());
    private static final RedisCommand<Object> UNLINK = new RedisCommand<>("UNLINK");
    private static final RedisCommand<Object> SETNX = new RedisCommand<>("SETNX");
    private static final RedisCommand<List<Object>> CONFIG_GET =
            new RedisCommand<>("CONFIG", "GET", new ObjectListReplayDecoder<>());

    /**
     * When Redisson gives a pipeline up, far later than we do: an answer that comes after that makes its decoder fail, and with it everything on the
     * connection (Redisson 4.7.0, CommandDecoder.decodeCommandBatch: "Self-suppression not permitted").
     */
    private static final long FORGET_PIPELINE_SECONDS = 5;

    private final CommandAsyncExecutor commands;
    private final ConnectionManager connections;
    private final Map<InetSocketAddress, Line> lines = new ConcurrentHashMap<>();
    private final int listener;
    private final BatchOptions pipelineOptions;
    private final long pipelineTimeoutMillis;

    /** @param timeout how long a command may wait for its answer */
    public RedisLink(RedissonClient client, Duration timeout) {
        ObjectParams options = (ObjectParams)
                PlainOptions.name("slotcache").timeout(timeout).retryAttempts(0).readMode(ReadMode.MASTER);
        commands = ((Redisson) client).getCommandExecutor().copy(options);
        connections = commands.getConnectionManager();
        pipelineOptions = BatchOptions.defaults()
                .responseTimeout(FORGET_PIPELINE_SECONDS, TimeUnit.SECONDS)
                .retryAttempts(0);
        pipelineTimeoutMillis = 2 * timeout.toMillis();
        listener = events().addListener(new LineListener());
    }

    /** Leaves the client as it is, which may not be ours. */
    @Override
    public void close() {
        events().removeListener(listener);
    }

    private ConnectionEventsHub events() {
        return connections.getServiceManager().getConnectionEventsHub();
    }

    /** The values of two keys of one slot, null where absent. */
    public CompletableFuture<List<@Nullable Object>> mget(byte[] first, byte[] second) {
        return commands.<List<Object>, List<@Nullable Object>>readAsync(
                        first, ByteArrayCodec.INSTANCE, MGET, first, second)
                .toCompletableFuture();
    }

    /** Fields of a hash, null where absent. */
    public CompletableFuture<List<@Nullable Object>> hmget(byte[] key, String... fields) {
        return commands.<List<Object>, List<@Nullable Object>>readAsync(
                        key, ByteArrayCodec.INSTANCE, HMGET, keyAndFields(key, fields))
                .toCompletableFuture();
    }

    private static Object[] keyAndFields(byte[] key, String... fields) {
        Object[] parameters = new Object[fields.length + 1];
        parameters[0] = key;
        System.arraycopy(fields, 0, parameters, 1, fields.length);
        return parameters;
    }

    /** What the key holds, after it was set to the value if it held nothing. */
    public CompletableFuture<String> setIfAbsent(byte[] key, String value) {
        return commands.<Object, Object>writeAsync(key, StringCodec.INSTANCE, SETNX, key, value)
                .toCompletableFuture()
                .thenCompose(
                        set -> commands.<Object, String>readAsync(key, StringCodec.INSTANCE, RedisCommands.GET, key)
                                .toCompletableFuture());
    }

    /** Runs a script wherever its keys are: other than in a pipeline, the client follows a slot that moves. */
    public CompletableFuture<ScriptReply> eval(ScriptCall call) {
        return commands.<List<Object>, List<Object>>writeAsync(
                        call.keys().get(0), ByteArrayCodec.INSTANCE, EVAL, call.parametersWithText())
                .toCompletableFuture()
                .thenApply(ScriptReply::new);
    }

    /** Removes a key wherever it is. */
    public CompletableFuture<?> unlink(byte[] key) {
        return commands.writeAsync(key, ByteArrayCodec.INSTANCE, UNLINK, key).toCompletableFuture();
    }

    /** A configuration parameter of a master; empty if it has none of that name, failing if the user may not ask. */
    public CompletableFuture<Optional<String>> parameter(Master master, String name) {
        return commands.<List<Object>, List<Object>>writeAsync(master.entry, StringCodec.INSTANCE, CONFIG_GET, name)
                .toCompletableFuture()
                .thenApply(pair -> pair.size() < 2 ? Optional.empty() : Optional.of(String.valueOf(pair.get(1))));
    }

    /** The shard that owns the slot as the client knows it, null while it knows none. */
    public @Nullable Master master(int slot) {
        MasterSlaveEntry entry = connections.getEntry(slot);
        return entry == null ? null : new Master(entry);
    }

    public Collection<Master> masters() {
        Set<Master> masters = new LinkedHashSet<>();
        for (MasterSlaveEntry entry : connections.getEntrySet()) {
            masters.add(new Master(entry));
        }
        return masters;
    }

    /** The line to the shard's master of the moment. */
    public Line line(Master master) {
        return lines.computeIfAbsent(master.entry.getClient().getAddr(), address -> new Line());
    }

    public Pipeline pipeline(Master master) {
        return pipeline(master, pipelineTimeoutMillis);
    }

    /** A pipeline that takes longer than usual: up to this long. */
    public Pipeline pipeline(Master master, Duration timeout) {
        return pipeline(master, timeout.toMillis());
    }

    private Pipeline pipeline(Master master, long timeoutMillis) {
        return new Pipeline(commands.createCommandBatchService(pipelineOptions), master.entry, timeoutMillis);
    }

    /** Makes every script known to the master. A promoted replica and a restarted master know none. */
    public CompletableFuture<Void> loadScripts(Master master) {
        List<CompletableFuture<?>> loads = new ArrayList<>();
        for (Script script : Script.values()) {
            loads.add(commands.writeAsync(master.entry, StringCodec.INSTANCE, RedisCommands.SCRIPT_LOAD, script.text())
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(loads.toArray(CompletableFuture<?>[]::new));
    }

    /** Whether a command failed because nothing came back, or nothing could be sent: not because of what the server said. */
    public static boolean isSilence(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException
                || cause instanceof RedisTimeoutException
                || cause instanceof RedisConnectionException;
    }

    /**
     * An unbroken acquaintance with one server, equal to itself alone: there is another as soon as a connection to the server was lost, or another server
     * is the shard's master. What was found out over one line may not hold over the next, where the server may be one that was started again.
     */
    public static final class Line {
        private Line() {}
    }

    /**
     * A line ends with any connection to its server. Its beginning is told late, perhaps after its end, which is then not told: so each news ends it.
     */
    private final class LineListener implements ConnectionListener {

        @Override
        public void onConnect(InetSocketAddress address) {
            lines.remove(address);
        }

        @Override
        public void onDisconnect(InetSocketAddress address) {
            lines.remove(address);
        }
    }

    /** A shard: its master of the moment. Stays equal to itself over a failover. */
    public record Master(MasterSlaveEntry entry) {

        /** {@code host:port} of the master of the moment. */
        public String address() {
            var address = entry.getClient().getAddr();
            return address.getAddress().getHostAddress() + ":" + address.getPort();
        }

        @Override
        public String toString() {
            return address();
        }
    }

    /** Commands sent to one master in one write and answered in order. Not thread-safe, used once. */
    public static final class Pipeline {

        private final CommandBatchService batch;
        private final MasterSlaveEntry entry;

        private final long timeoutMillis;

        private Pipeline(CommandBatchService batch, MasterSlaveEntry entry, long timeoutMillis) {
            this.batch = batch;
            this.entry = entry;
            this.timeoutMillis = timeoutMillis;
        }

        public CompletableFuture<List<Object>> add(ScriptCall call) {
            return batch.<List<Object>, List<Object>>writeAsync(
                            entry, ByteArrayCodec.INSTANCE, EVALSHA, call.parameters())
                    .toCompletableFuture();
        }

        public CompletableFuture<byte @Nullable []> get(byte[] key) {
            return batch.<Object, byte @Nullable []>writeAsync(entry, ByteArrayCodec.INSTANCE, RedisCommands.GET, key)
                    .toCompletableFuture();
        }

        public CompletableFuture<byte @Nullable []> hget(byte[] key, String field) {
            return batch.<Object, byte @Nullable []>writeAsync(
                            entry, ByteArrayCodec.INSTANCE, RedisCommands.HGET, key, field)
                    .toCompletableFuture();
        }

        /** Fields of a hash, null where absent. */
        public CompletableFuture<List<@Nullable Object>> hmget(byte[] key, String... fields) {
            return batch.<List<Object>, List<@Nullable Object>>writeAsync(
                            entry, ByteArrayCodec.INSTANCE, HMGET, keyAndFields(key, fields))
                    .toCompletableFuture();
        }

        /** How many keys a slot holds, of whichever application. In a cluster only. */
        public CompletableFuture<Long> countKeysInSlot(int slot) {
            return text(RedisCommands.CLUSTER_COUNTKEYSINSLOT, slot);
        }

        /** Keys of a slot, up to a limit: Redis 7 gives the newest. In a cluster only. */
        public CompletableFuture<List<String>> keysInSlot(int slot, long limit) {
            return text(RedisCommands.CLUSTER_GETKEYSINSLOT, slot, limit);
        }

        /** How many keys the master holds. */
        public CompletableFuture<Long> keyCount() {
            return text(RedisCommands.DBSIZE);
        }

        /** Any key of the master, null if there is none. */
        public CompletableFuture<@Nullable String> randomKey() {
            return text(RedisCommands.RANDOM_KEY);
        }

        private <T> CompletableFuture<T> text(RedisCommand<?> command, Object... parameters) {
            return batch.<Object, T>writeAsync(entry, StringCodec.INSTANCE, adapt(command), parameters)
                    .toCompletableFuture();
        }

        @SuppressWarnings("unchecked") // The command's decoder makes what its caller expects.
        private static RedisCommand<Object> adapt(RedisCommand<?> command) {
            return (RedisCommand<Object>) command;
        }

        /**
         * Completes when all answers are there; one that is an error fails its own future too. Fails after twice the time-out of a command: a
         * connection may have to be made.
         */
        public CompletableFuture<?> execute() {
            return batch.executeAsync().toCompletableFuture().orTimeout(timeoutMillis, TimeUnit.MILLISECONDS);
        }
    }
}
