// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.Test;

/**
 * Frames that were changed, or made up, read as a node reads them. Each is a miss or what was stored; and if somebody gave it a right header and checksum,
 * at least nothing is thrown, nothing large allocated, and no class made that is not on the list.
 *
 * <p>{@code -Dfuzz.frames} says how many, {@code -Dfuzz.seed} makes others of them, {@code -Dfuzz.first} goes on with it where a frame failed.
 */
final class FrameFuzzTest {
    private static final int FRAMES = Integer.getInteger("fuzz.frames", 50_000);
    private static final int FIRST = Integer.getInteger("fuzz.first", 0);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_123);

    /**
     * What reading a frame may allocate: so much for each of its bytes, and so much for stack traces and buffers. Java serialization believes a class
     * that says it has 65,535 fields until the bytes end: 256 KB.
     */
    private static final int ALLOCATED_PER_BYTE = 64;

    private static final int ALLOCATED_ANYWAY = 384 << 10;

    /** The default of {@code entry_size_limit}. */
    private static final int LIMIT_OF_ENTRIES = 1 << 20;

    /** What is named by mappings, beside the fixed list. */
    private static final AllowedClasses ALLOWED =
            AllowedClasses.of(List.of()).and(SerializedValueTest.Theme.class).and(Class.class);

    private final Set<String> resolved = ConcurrentHashMap.newKeySet();
    private final Map<String, Tally> tallies = new TreeMap<>();
    private boolean reading;

    @Test
    void frames_are_misses_or_what_was_stored() throws Exception {
        try (FuzzedEntries entries = new FuzzedEntries(n -> new Configuration(new BootstrapServiceRegistryBuilder()
                .applyClassLoaderService(new Recorder())
                .build()))) {
            List<StoredFrame> frames = entries.all();
            frames.forEach(FrameFuzzTest::warmUp);
            reading = true;
            for (int i = FIRST; i < FIRST + FRAMES; i++) {
                fuzz(frames, i);
            }
        }
        System.out.println(report());
        assertThat(resolved).allMatch(ALLOWED::contains, "allowed");
        assertThat(tallies.values()).allMatch(tally -> FRAMES < 50_000 || tally.decoded > 0 && tally.missed > 0);
    }

    /** What is loaded once, such as the rules of time zones. */
    private static void warmUp(StoredFrame frame) {
        for (int i = 0; i < 20; i++) {
            Object value = frame.read(frame.bytes());
            if (value != null) {
                frame.reader().use(value);
            }
        }
    }

    private void fuzz(List<StoredFrame> frames, int number) {
        Random random = new Random(SEED + number);
        FrameMutations mutations = new FrameMutations(random);
        StoredFrame frame = frames.get(random.nextInt(frames.size()));
        StoredFrame other = frames.get(random.nextInt(frames.size()));
        boolean forged = random.nextBoolean();
        byte[] stored = forged
                ? frame.forged(mutations.of(frame.frame().body(), other.frame().body()))
                : mutations.of(frame.bytes(), other.bytes());
        try {
            read(frame, stored, forged);
        } catch (Throwable e) {
            throw new AssertionError(
                    "-Dfuzz.seed=" + SEED + ", frame " + number + ", " + frame.kind() + (forged ? ", forged: " : ": ")
                            + HexFormat.of().formatHex(stored),
                    e);
        }
    }

    private void read(StoredFrame frame, byte[] stored, boolean forged) {
        long before = Allocation.ofThisThread();
        Object value = frame.read(stored);
        long allocated = Allocation.ofThisThread() - before;
        Tally tally = tallies.computeIfAbsent(kind(frame, forged), kind -> new Tally());
        tally.add(allocated, value != null);
        long bound = ALLOCATED_ANYWAY + (long) ALLOCATED_PER_BYTE * stored.length;
        if (allocated > bound) {
            // Once, for classes and time zones that were met for the first time.
            assertThat(allocated).isLessThan(LIMIT_OF_ENTRIES);
            assertThat(Allocation.by(() -> frame.read(stored))).isLessThan(bound);
        }
        if (value != null) {
            assertThat(forged || frame.isSameContent(stored))
                    .as("what was stored")
                    .isTrue();
            frame.reader().use(value);
        }
    }

    private static String kind(StoredFrame frame, boolean forged) {
        String[] words = frame.kind().split(" ", 3);
        return words[1] + " " + words[0] + (forged ? " forged" : "");
    }

    private String report() {
        StringBuilder report = new StringBuilder("%,d frames from %,d, seed %d%n".formatted(FRAMES, FIRST, SEED));
        report.append("  %-28s %10s %10s %10s %12s%n".formatted("", "frames", "missed", "decoded", "most bytes"));
        tallies.forEach((kind, tally) -> report.append("  %-28s %,10d %,10d %,10d %,12d%n"
                .formatted(kind, tally.missed + tally.decoded, tally.missed, tally.decoded, tally.mostAllocated)));
        return report.append("  classes resolved: ")
                .append(new TreeSet<>(resolved))
                .toString();
    }

    /** Of the frames of one kind. */
    private static final class Tally {
        private long missed;
        private long decoded;
        private long mostAllocated;

        void add(long allocated, boolean found) {
            missed += found ? 0 : 1;
            decoded += found ? 1 : 0;
            mostAllocated = Math.max(mostAllocated, allocated);
        }
    }

    private final class Recorder extends ClassLoaderServiceImpl {
        @Override
        public <T> Class<T> classForName(String name) {
            if (reading) {
                resolved.add(name);
            }
            return super.classForName(name);
        }
    }
}
