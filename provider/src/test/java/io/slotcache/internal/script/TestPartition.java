// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.lease.Lease;
import io.slotcache.internal.lease.Stamp;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.partition.KeyText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a namespace of its own, each script as a call with named arguments, and what the keys hold. A lock or hold of 0 ms is over when the
 * next script runs, so no test waits for one.
 */
final class TestPartition {

    static final String REGION = "r";
    static final String OTHER_REGION = "q";
    static final String ALL = "*";
    static final Stamp NO_STAMP = new Stamp("", 0);

    /** No test waits for a lease to end. */
    static final long LEASE_MILLIS = 60_000;

    static final long LOCK_MILLIS = 30_000;
    static final long TTL_MILLIS = 100_000;

    /** Entries go with their time to live alone. */
    private static final long NO_MAX_IDLE = 0;

    /** A healthy cluster is in contact by this whatever the load of the machine. */
    private static final long CONTACT_MILLIS = 60_000;

    private static final AtomicInteger TERMS = new AtomicInteger();

    private final EmbeddedCluster cluster;
    private final KeySpace keys;
    private final int partition;
    private final ClusterNode master;
    private final EntryKey entry;

    /** On whichever master has the partition of entity 1. */
    TestPartition(EmbeddedCluster cluster) {
        this(cluster, null);
    }

    /** On this master, or on any. */
    TestPartition(EmbeddedCluster cluster, @Nullable ClusterNode wanted) {
        this.cluster = cluster;
        keys = new KeySpace("s" + UUID.randomUUID(), 64);
        long id = 1;
        while (wanted != null
                && !wanted.equals(cluster.masterOf(keys.slot(key(REGION, id).partition())))) {
            id++;
        }
        entry = key(REGION, id);
        partition = entry.partition();
        master = cluster.masterOf(slot());
    }

    private TestPartition(TestPartition before) {
        cluster = before.cluster;
        keys = before.keys;
        entry = before.entry;
        partition = before.partition;
        master = cluster.masterOf(slot());
    }

    /** The same partition, asked at the master that has it by now. */
    TestPartition onMasterOfNow() {
        return new TestPartition(this);
    }

    private EntryKey key(String region, long id) {
        return keys.entryKey(KeyText.region(region), KeyText.id(id), id);
    }

    /** An entry of {@link #REGION}. */
    EntryKey entry() {
        return entry;
    }

    /** An entry of another region in the same partition, and not in the stripe of {@link #entry}. */
    EntryKey entryOfOtherRegion() {
        return key(OTHER_REGION, (Long) entry.id());
    }

    ClusterNode master() {
        return master;
    }

    int slot() {
        return keys.slot(partition);
    }

    // ---- scripts

    /** Gives the partition its first term and a lease. */
    Stamp begin() {
        renew().hold(0).call();
        renew().hold(0).call();
        return stamp();
    }

    /** Ends the term; what was locked stays locked. */
    Stamp beginNewTerm() {
        renew().ending(stamp().term()).call();
        return stamp();
    }

    Renew renew() {
        return new Renew(this, "", "1", newTerm(), "", LEASE_MILLIS, 0, CONTACT_MILLIS);
    }

    static String newTerm() {
        return String.format("term%0" + (Lease.TERM_LENGTH - 4) + "d", TERMS.incrementAndGet());
    }

    record Renew(
            TestPartition of,
            String seenNonce,
            String nonce,
            String term,
            String termToEnd,
            long leaseMillis,
            long holdMillis,
            Object contact) {

        Renew seeing(String nonceSeen) {
            return new Renew(of, nonceSeen, nonce, term, termToEnd, leaseMillis, holdMillis, contact);
        }

        Renew granting(String newNonce) {
            return new Renew(of, seenNonce, newNonce, term, termToEnd, leaseMillis, holdMillis, contact);
        }

        Renew beginning(String newTerm) {
            return new Renew(of, seenNonce, nonce, newTerm, termToEnd, leaseMillis, holdMillis, contact);
        }

        Renew ending(String oldTerm) {
            return new Renew(of, seenNonce, nonce, term, oldTerm, leaseMillis, holdMillis, contact);
        }

        Renew hold(long millis) {
            return new Renew(of, seenNonce, nonce, term, termToEnd, leaseMillis, millis, contact);
        }

        /** @param needed as the scripts take it: an age, or an age and a number of replicas */
        Renew contact(Object needed) {
            return new Renew(of, seenNonce, nonce, term, termToEnd, leaseMillis, holdMillis, needed);
        }

        ScriptReply call() {
            return of.run(Script.RENEW, null, seenNonce, nonce, term, termToEnd, leaseMillis, holdMillis, contact);
        }

        /** Its first word, "lease", "hold" or "isolated". */
        String answer() {
            return call().text(0);
        }
    }

    /** What lock answers. */
    record Locked(String term, long sequence, boolean proven, boolean clean) {}

    Locked lock(String id, Stamp stamp) {
        return lock(id, stamp, LOCK_MILLIS);
    }

    Locked lock(String id, Stamp stamp, long timeoutMillis) {
        return lock(id, stamp, timeoutMillis, CONTACT_MILLIS);
    }

    Locked lock(String id, Stamp stamp, long timeoutMillis, Object contact) {
        ScriptReply reply = run(
                Script.LOCK,
                entry,
                entry.name(),
                REGION,
                entry.stripe(),
                id,
                timeoutMillis,
                stamp.term(),
                stamp.sequence(),
                contact,
                LEASE_MILLIS);
        return new Locked(reply.text(0), reply.number(1), reply.flag(2), reply.flag(3));
    }

    /** What unlock answers. */
    record Unlocked(String term, long sequence, boolean published) {}

    Unlocked unlock(String id, Stamp stamp, @Nullable Frame value) {
        return unlock(id, stamp, value, NO_MAX_IDLE);
    }

    Unlocked unlock(String id, Stamp stamp, @Nullable Frame value, long maxIdleMillis) {
        byte[] nothing = {};
        ScriptReply reply = run(
                Script.UNLOCK,
                entry,
                entry.name(),
                REGION,
                entry.stripe(),
                id,
                stamp.term(),
                stamp.sequence(),
                value == null ? 0 : TTL_MILLIS,
                value == null ? nothing : value.head(maxIdleMillis > 0),
                value == null ? nothing : value.tail(Frames.KEY),
                maxIdleMillis);
        return new Unlocked(reply.text(0), reply.number(1), reply.flag(2));
    }

    /** What put answers: "stored", "kept", or the reason why it refused. */
    String put(EntryKey key, Stamp stamp, Frame value, boolean replace) {
        return put(key, stamp, value, replace, NO_MAX_IDLE);
    }

    String put(EntryKey key, Stamp stamp, Frame value, boolean replace, long maxIdleMillis) {
        return put(key, stamp, value, replace ? 1 : 0, maxIdleMillis);
    }

    /** Takes the place of whatever is there. */
    String putForced(Stamp stamp, Frame value) {
        return put(entry, stamp, value, 2, NO_MAX_IDLE);
    }

    private String put(EntryKey key, Stamp stamp, Frame value, int replacement, long maxIdleMillis) {
        ScriptReply reply = run(
                Script.PUT,
                key,
                key.name(),
                key.name().substring(0, key.name().indexOf(':')),
                key.stripe(),
                stamp.term(),
                stamp.sequence(),
                TTL_MILLIS,
                value.head(maxIdleMillis > 0),
                value.tail(Frames.KEY),
                replacement,
                maxIdleMillis);
        return reply.number(0) == 1 ? "stored" : reply.number(0) == 2 ? "kept" : reply.text(1);
    }

    String put(Stamp stamp, Frame value) {
        return put(entry, stamp, value, false);
    }

    /** Whether the entry lives longer now. */
    boolean touch(long maxIdleMillis) {
        return run(Script.TOUCH, entry, maxIdleMillis).flag(0);
    }

    Stamp evict() {
        return stampOf(run(Script.EVICT, entry, entry.name(), entry.stripe(), CONTACT_MILLIS, LEASE_MILLIS));
    }

    Stamp evictRegion(String region) {
        return stampOf(run(Script.EVICT_REGION, null, region, CONTACT_MILLIS, LEASE_MILLIS));
    }

    /** Whether the eviction of a master with such a contact proves that nobody reads the entry. */
    boolean evictionIsProven(long contactMillis) {
        return run(Script.EVICT, entry, entry.name(), entry.stripe(), contactMillis, LEASE_MILLIS)
                .flag(2);
    }

    boolean regionEvictionIsProven(long contactMillis) {
        return run(Script.EVICT_REGION, null, REGION, contactMillis, LEASE_MILLIS)
                .flag(2);
    }

    ScriptReply lockRegion(String region, String id) {
        return lockRegion(region, id, LOCK_MILLIS);
    }

    ScriptReply lockRegion(String region, String id, long timeoutMillis) {
        return run(Script.LOCK_REGION, null, region, id, timeoutMillis, CONTACT_MILLIS, LEASE_MILLIS);
    }

    Stamp unlockRegion(String region, String id) {
        return stampOf(run(Script.UNLOCK_REGION, null, region, id));
    }

    static final String TABLE = "r:a|table";

    /** What lock_table answers. */
    Locked lockTable(String id) {
        return lockTable(TABLE, id, LOCK_MILLIS, CONTACT_MILLIS);
    }

    Locked lockTable(String table, String id, long timeoutMillis, long contactMillis) {
        ScriptReply reply = run(Script.LOCK_TABLE, null, table, id, timeoutMillis, contactMillis, LEASE_MILLIS);
        return new Locked(reply.text(0), reply.number(1), reply.flag(2), false);
    }

    Stamp unlockTable(String id) {
        return stampOf(run(Script.UNLOCK_TABLE, null, TABLE, id));
    }

    /** How many hold the table's lock, 0 also if there is no such field. */
    long tableHolders() {
        return numberOf("l:" + TABLE);
    }

    /** Sequence of the table's last lock or unlock. */
    long tableSequence() {
        return numberOf("o:" + TABLE);
    }

    /** How many locks were extended. */
    long extend(long timeoutMillis, String... fieldsAndIds) {
        Object[] arguments =
                Stream.concat(Stream.of(timeoutMillis), Stream.of(fieldsAndIds)).toArray();
        return run(Script.EXTEND, null, arguments).number(0);
    }

    private static Stamp stampOf(ScriptReply reply) {
        return new Stamp(reply.text(0), reply.number(1));
    }

    private ScriptReply run(Script script, @Nullable EntryKey key, Object... arguments) {
        List<byte[]> command = new ArrayList<>();
        command.add(bytes("EVAL"));
        command.add(bytes(script.text()));
        command.add(bytes(key == null ? "2" : "3"));
        command.add(keys.controlKey(partition));
        command.add(keys.leaseKey(partition));
        if (key != null) {
            command.add(key.bytes());
        }
        for (Object argument : arguments) {
            command.add(argument instanceof byte[] raw ? raw : bytes(String.valueOf(argument)));
        }
        return new ScriptReply((List<?>) cluster.commandBytes(master, command.toArray(byte[][]::new)));
    }

    // ---- what there is

    /** What a session that opens now would get. */
    Stamp stamp() {
        String term = control("t");
        return new Stamp(term == null ? "" : term, sequence());
    }

    long sequence() {
        return numberOf("s");
    }

    /** Sequence of the last invalidation in the entry's stripe, 0 for none. */
    long stripeSequence() {
        return numberOf("o:" + entry.stripe());
    }

    /** Sequence of the region's last eviction, 0 for none. */
    long evictionOf(String region) {
        return numberOf("G:" + region);
    }

    private long numberOf(String field) {
        String value = control(field);
        return value == null ? 0 : Long.parseLong(value);
    }

    /** A field of the control hash. */
    @Nullable
    String control(String field) {
        return (String) command("HGET", controlKey(), field);
    }

    String lockField() {
        return "l:" + entry.name();
    }

    /** The holders of the entry's lock. */
    List<Holder> holders() {
        return holders(lockField());
    }

    /** The holders as a control field lists them; empty without the field. */
    List<Holder> holders(String field) {
        String value = control(field);
        return value == null
                ? List.of()
                : Arrays.stream(value.substring(value.indexOf('|') + 1).split(";"))
                        .map(Holder::parse)
                        .toList();
    }

    record Holder(String id, long deadline, boolean clean) {

        private static Holder parse(String text) {
            String[] parts = text.split(",");
            return new Holder(parts[0], Long.parseLong(parts[1]), parts[2].equals("1"));
        }
    }

    /** Ids of the holders of the entry's lock. */
    List<String> holderIds() {
        return holders().stream().map(Holder::id).toList();
    }

    /** Server time, ms. */
    long now() {
        List<?> time = (List<?>) command("TIME");
        return Long.parseLong((String) time.get(0)) * 1000 + Long.parseLong((String) time.get(1)) / 1000;
    }

    /** The lease's text. */
    @Nullable
    String lease() {
        return (String) command("GET", leaseKey());
    }

    long leaseMillisLeft() {
        return (Long) command("PTTL", leaseKey());
    }

    byte @Nullable [] stored() {
        return stored(entry);
    }

    byte @Nullable [] stored(EntryKey key) {
        return (byte[]) cluster.commandBytes(master, bytes("GET"), key.bytes());
    }

    /** As if time had passed. */
    void expireStored(long millisLeft) {
        command("PEXPIRE", new String(entry.bytes(), UTF_8), Long.toString(millisLeft));
    }

    /** -2 without an entry, -1 for one that never goes. */
    long storedMillisLeft() {
        return (Long) command("PTTL", new String(entry.bytes(), UTF_8));
    }

    /** A replica answers only on a connection that has said READONLY. */
    long storedMillisLeftOn(ClusterNode replica) {
        String commands = "READONLY\r\nPTTL " + new String(entry.bytes(), UTF_8) + "\r\n";
        try (Socket socket = new Socket("127.0.0.1", replica.port())) {
            socket.getOutputStream().write(bytes(commands));
            BufferedReader replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            replies.readLine();
            return Long.parseLong(replies.readLine().substring(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts bytes where the entry is, past all rules. */
    void store(byte[] value) {
        cluster.commandBytes(master, bytes("SET"), entry.bytes(), value);
    }

    String controlKey() {
        return new String(keys.controlKey(partition), UTF_8);
    }

    String leaseKey() {
        return new String(keys.leaseKey(partition), UTF_8);
    }

    @Nullable
    Object command(String... args) {
        return cluster.command(master, args);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
