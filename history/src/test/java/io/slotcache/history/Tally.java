// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the rounds of one kind have come to. */
final class Tally {

    private final String name;
    private final Map<String, Long> counts = new TreeMap<>();
    private int rounds;
    private long reads;
    private long commits;
    private long stale;

    Tally(String name) {
        this.name = name;
    }

    void add(HistoryChecker history) {
        rounds++;
        reads += history.reads();
        commits += history.commits();
        stale += history.violationCount();
        history.counts().forEach((count, value) -> counts.merge(count, value, Long::sum));
    }

    long stale() {
        return stale;
    }

    static String header() {
        return """
                | what ran | rounds | reads | commits | stale reads | entity hits | query hits | natural id hits | faults |
                |---|---|---|---|---|---|---|---|---|""";
    }

    /** A line of the table. */
    @Override
    public String toString() {
        return "| %s | %d | %,d | %,d | **%,d** | %d %% | %d %% | %d %% | %s |"
                .formatted(
                        name,
                        rounds,
                        reads,
                        commits,
                        stale,
                        share("hits", "misses"),
                        share("query-hits", "query-misses"),
                        share("natural-id-hits", "natural-id-misses"),
                        faults());
    }

    private long share(String hits, String misses) {
        long hit = counts.getOrDefault(hits, 0L);
        long all = hit + counts.getOrDefault(misses, 0L);
        return all == 0 ? 0 : 100 * hit / all;
    }

    private String faults() {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().startsWith(Faults.COUNT_PREFIX))
                .map(count ->
                        count.getKey().substring(Faults.COUNT_PREFIX.length()).replace('_', ' ') + " "
                                + count.getValue())
                .collect(Collectors.joining(", "));
    }
}
