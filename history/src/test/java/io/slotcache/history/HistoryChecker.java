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

    private final List<Event> events = new ArrayList<>();
    private final Set<Long> rolledBack = new HashSet<>();
    private final Map<Integer, Map<Long, Long>> numberOfHolder = new HashMap<>();
    private final Map<Integer, Long> highest = new HashMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private final List<String> unexplained = new ArrayList<>();
    private long violationCount;
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
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String next = lines.readLine();
            while (next != null) {
                String line = next;
                next = lines.readLine();
                // The last line of a JVM that was killed may be cut.
                if (next != null || line.startsWith("S ")) {
                    note(line, file.getFileName().toString());
                }
            }
        }
    }

    private void note(String line, String journal) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "R" -> {
                reads++;
                events.add(Event.of(Event.READ, words));
            }
            case "H" -> {
                reads++;
                events.add(new Event(
                        Event.READ_HOLDER,
                        Long.parseLong(words[1]),
                        Integer.parseInt(words[2]),
                        -1,
                        Long.parseLong(words[3])));
            }
            case "C" -> {
                commits++;
                events.add(Event.of(Event.COMMIT, words));
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
                highest.merge(event.key, event.n, Math::max);
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
            violation(Kind.name(read.key) + ": read " + n + ", which was rolled back");
        }
        long required = highest.getOrDefault(read.key, 0L);
        if (n < required) {
            violation(Kind.name(read.key) + ": read " + n + " after " + required + " was committed");
        }
    }

    private void violation(String text) {
        violationCount++;
        if (violations.size() < MAX_NAMED) {
            violations.add(text);
        }
    }

    long reads() {
        return reads;
    }

    long commits() {
        return commits;
    }

    long violationCount() {
        return violationCount;
    }

    /** The first few. */
    List<String> violations() {
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

    private record Event(int kind, long time, int key, long n, long tag) {

        static final int COMMIT = 0;
        static final int READ = 1;
        static final int READ_HOLDER = 2;

        static Event of(int kind, String[] words) {
            long[] numbers =
                    Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray();
            return new Event(kind, numbers[0], (int) numbers[1], numbers[2], numbers[3]);
        }
    }
}
