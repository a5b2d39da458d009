// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Decides of each read whether it was older than a commit that had returned before the reading session began, or of a write that was rolled back.
 *
 * <p>A register's numbers grow in the order of its commits, so the highest number among the commits that had returned is all there is to know: one pass
 * over commits and sessions in the order of time.
 */
final class HistoryChecker {

    private static final int MAX_NAMED = 20;
    private static final Event NONE = new Event(Event.COMMIT, -1, -1, 0, 0, -1);

    private final List<Event> events = new ArrayList<>();
    private final Set<Long> rolledBack = new HashSet<>();
    private final Map<Integer, Map<Long, Long>> numberOfHolder = new HashMap<>();
    private final Map<Integer, Event> highest = new HashMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<String> unexplained = new ArrayList<>();
    private long reads;
    private long commits;

    /** Reads all journals of a directory, and judges them. */
    static HistoryChecker check(Path directory) throws IOException {
        return check(directory, true);
    }

    /**
     * Judges journals that are still being written. Natural ids are left out: which of two commits a holder was read from is known only once both are
     * there.
     */
    static HistoryChecker checkSoFar(Path directory) throws IOException {
        return check(directory, false);
    }

    private static HistoryChecker check(Path directory, boolean isComplete) throws IOException {
        HistoryChecker checker = new HistoryChecker();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".journal"))
                    .sorted()
                    .toList()) {
                checker.readJournal(file);
            }
        }
        if (!isComplete) {
            checker.events.removeIf(event -> event.kind == Event.READ_HOLDER);
        }
        checker.judge();
        return checker;
    }

    private void readJournal(Path file) throws IOException {
        String journal = file.getFileName().toString();
        int index = Journal.index(journal);
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String next = lines.readLine();
            while (next != null) {
                String line = next;
                next = lines.readLine();
                // The last line of a JVM that was killed may be cut.
                if (next != null || line.startsWith("S ")) {
                    note(line, journal, index);
                }
            }
        }
    }

    private void note(String line, String journal, int index) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "R" -> {
                reads++;
                events.add(Event.of(Event.READ, words, index));
            }
            case "H" -> {
                reads++;
                events.add(new Event(
                        Event.READ_HOLDER,
                        Long.parseLong(words[1]),
                        Integer.parseInt(words[2]),
                        -1,
                        Long.parseLong(words[3]),
                        index));
            }
            case "C" -> {
                commits++;
                events.add(Event.of(Event.COMMIT, words, index));
            }
            case "T" -> hold(Integer.parseInt(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
            case "X" -> rolledBack.add(Long.parseLong(words[1]));
            case "E" -> unexplained.add(journal + ": " + line.substring(2));
            case "S" -> counts.merge(words[1], Long.parseLong(words[2]), Long::sum);
            default -> throw new IllegalArgumentException(journal + " holds '" + line + "'");
        }
    }

    private void hold(int key, long n, long holder) {
        numberOfHolder.computeIfAbsent(key, k -> new HashMap<>()).merge(holder, n, Math::max);
    }

    private void judge() {
        for (Event event : events) {
            if (event.kind == Event.COMMIT) {
                hold(event.key, event.n, event.tag);
            }
        }
        // A commit that returned at the very moment a session began is before it: commits first.
        events.sort(Comparator.comparingLong((Event e) -> e.time).thenComparingInt(e -> e.kind));
        for (Event event : events) {
            if (event.kind == Event.COMMIT) {
                highest.merge(event.key, event, (one, other) -> one.n >= other.n ? one : other);
            } else {
                judge(event);
            }
        }
    }

    private void judge(Event read) {
        long n = read.n;
        if (read.kind == Event.READ_HOLDER) {
            Long known = numberOfHolder.getOrDefault(read.key, Map.of()).get(read.tag);
            // Of a commit that nobody saw return.
            n = known == null ? Long.MAX_VALUE : known;
        } else if (rolledBack.contains(read.tag)) {
            violations.add(
                    new Violation(Kind.name(read.key) + ": read " + n + ", which was rolled back", read.time, -1, -1));
        }
        Event required = highest.getOrDefault(read.key, NONE);
        if (n < required.n) {
            String text = Kind.name(read.key) + ": read " + n + " after " + required.n + " was committed";
            violations.add(new Violation(text, read.time, required.time, required.index));
        }
    }

    long reads() {
        return reads;
    }

    long commits() {
        return commits;
    }

    long violationCount() {
        return violations.size();
    }

    /** The first few. */
    List<Violation> violations() {
        return violations.subList(0, Math.min(MAX_NAMED, violations.size()));
    }

    List<Violation> allViolations() {
        return violations;
    }

    List<String> unexplained() {
        return unexplained;
    }

    long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    Map<String, Long> counts() {
        return counts;
    }

    /** @param index of the JVM */
    private record Event(int kind, long time, int key, long n, long tag, int index) {

        static final int COMMIT = 0;
        static final int READ = 1;
        static final int READ_HOLDER = 2;

        static Event of(int kind, String[] words, int index) {
            long[] numbers =
                    Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray();
            return new Event(kind, numbers[0], (int) numbers[1], numbers[2], numbers[3], index);
        }
    }
}
