// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The long form: {@code mvn verify -pl history -am -Dit.test=LongHistoryIT -Dhistory.minutes=60}. Rounds of a minute, on each database and isolation level in
 * turn, with every fault; then a few minutes of the same work through Redisson Hibernate, for comparison. The table goes to the output and to {@code
 * target/history.md}.
 */
@EnabledIfSystemProperty(
        named = "history.minutes",
        matches = "\\d+",
        disabledReason = "-Dhistory.minutes says how long")
final class LongHistoryIT {

    private static final Duration ROUND = Duration.ofSeconds(60);
    private static final int PEER_ROUNDS = 2;

    @Test
    void no_read_is_older_than_a_commit_before_its_session() throws Exception {
        long seed = Long.getLong("history.seed", System.nanoTime());
        SplittableRandom seeds = new SplittableRandom(seed);
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("history.minutes")).toNanos();
        List<Tally> table = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Setting.ALL.forEach(setting -> table.add(new Tally("SlotCache strict, " + setting)));
        for (int round = 0; round < Setting.ALL.size() || System.nanoTime() < end; round++) {
            int index = round % Setting.ALL.size();
            HistoryChecker history = round(Setting.ALL.get(index), seeds.nextLong(), SLOTCACHE, problems);
            table.get(index).add(history);
        }
        for (Setting setting : Setting.ALL.subList(0, 2)) {
            Tally peer = new Tally("Redisson Hibernate, " + setting);
            for (int round = 0; round < PEER_ROUNDS; round++) {
                peer.add(round(setting, seeds.nextLong(), Peer.SETTINGS, new ArrayList<>()));
            }
            table.add(peer);
        }
        report(table, seed);
        assertThat(problems).as("seed %d", seed).isEmpty();
    }

    private static final Map<String, String> SLOTCACHE = Map.of("hibernate.cache.slotcache.on_lock_failure", "strict");

    private static HistoryChecker round(Setting setting, long seed, Map<String, String> settings, List<String> problems)
            throws Exception {
        try (EmbeddedCluster cluster =
                        Clocks.cluster().nodeTimeout(Duration.ofSeconds(2)).start();
                Database database = setting.openDatabase()) {
            RoundOptions options = RoundOptions.usual(seed, setting, ROUND, settings, EnumSet.allOf(Fault.class));
            Round round = new Round(options, cluster, database);
            HistoryChecker history = round.run();
            history.violations().forEach(stale -> problems.add("seed " + seed + ", " + setting + ": " + stale));
            history.unexplained().forEach(failure -> problems.add("seed " + seed + ", " + setting + ": " + failure));
            if (history.violationCount() == 0) {
                round.deleteJournals();
            }
            return history;
        }
    }

    private static void report(List<Tally> table, long seed) throws IOException {
        StringBuilder text = new StringBuilder(Tally.header()).append('\n');
        table.forEach(line -> text.append(line).append('\n'));
        System.out.println(text + "seed " + seed);
        Files.writeString(Path.of("target", "history.md"), text);
    }
}
