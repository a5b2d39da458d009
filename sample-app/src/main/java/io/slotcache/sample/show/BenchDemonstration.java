// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import io.slotcache.sample.Surroundings;
import io.slotcache.sample.app.ApplicationNode;
import io.slotcache.sample.app.Stage;
import io.slotcache.sample.screen.Format;
import io.slotcache.sample.screen.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;

/** The test of 100 writes and 100 reads, without a second-level cache and with SlotCache. */
@Command(name = "bench", description = "100 writes and 100 reads, beside the same without a cache.")
final class BenchDemonstration extends Demonstration {

    private static final int ROUNDS = 9;

    /** Rounds that only warm up the JVM. */
    private static final int WARM_UP = 3;

    BenchDemonstration(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void show(Stage stage) throws Exception {
        stage.screen().title("100 writes + 100 reads");
        List<BenchRound> without = new ArrayList<>();
        List<BenchRound> with = new ArrayList<>();
        try (ApplicationNode plain = stage.startNodeWithoutCache();
                ApplicationNode cached = stage.startNode()) {
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                stage.screen().status("Round " + (round + 1) + " of " + (WARM_UP + ROUNDS));
                BenchRound first = BenchRound.withoutCache(plain, round);
                BenchRound second = BenchRound.cached(cached, round, stage.redis());
                if (round >= WARM_UP) {
                    without.add(first);
                    with.add(second);
                }
            }
        }
        report(stage, without, with);
    }

    private static void report(Stage stage, List<BenchRound> without, List<BenchRound> with) {
        stage.screen()
                .text(
                        "Each write is a transaction that inserts a product, each read a session that finds one. One thread; median of "
                                + ROUNDS + " rounds after " + WARM_UP + " to warm up, with fastest and slowest.");
        Table table = new Table("", ">without a cache", ">SlotCache");
        row(table, "100 writes, ms", without, with, BenchRound::writeMillis);
        row(table, "100 reads, ms", without, with, BenchRound::readMillis);
        table.row(
                "SQL statements of the writes",
                median(without, BenchRound::writeStatements),
                median(with, BenchRound::writeStatements));
        table.row(
                "SQL statements of the reads",
                median(without, BenchRound::readStatements),
                median(with, BenchRound::readStatements));
        table.row("hits of 100 reads", "–", median(with, BenchRound::hits));
        table.row("round trips to Redis of the reads", "–", median(with, BenchRound::roundTrips));
        stage.screen().table(table);
        stage.screen()
                .text(
                        "H2 runs inside this JVM: it answers without a network, in microseconds, so here the cache makes nothing faster, and a round "
                                + "trip to Redis costs more than the row. What it saves is the SQL above, which costs a round trip and more on a database of its own.");
        boolean allHits = with.stream().allMatch(round -> round.hits() == BenchRound.SIZE);
        boolean noSql = with.stream().allMatch(round -> round.readStatements() == 0);
        boolean oneTrip = with.stream().allMatch(round -> round.roundTrips() == BenchRound.SIZE);
        stage.promises().check(allHits, "All 100 reads of each round were hits");
        stage.promises().check(noSql, "The hits caused no SQL");
        stage.promises().check(oneTrip, "Each hit took one round trip (INFO commandstats: one MGET a hit)");
    }

    private static void row(
            Table table,
            String name,
            List<BenchRound> without,
            List<BenchRound> with,
            ToDoubleFunction<BenchRound> time) {
        table.row(name, times(without, time), times(with, time));
    }

    private static String times(List<BenchRound> rounds, ToDoubleFunction<BenchRound> time) {
        double[] sorted = rounds.stream().mapToDouble(time).sorted().toArray();
        return Format.millis(sorted[sorted.length / 2]) + "  (" + Format.millis(sorted[0]) + " – "
                + Format.millis(sorted[sorted.length - 1]) + ")";
    }

    private static long median(List<BenchRound> rounds, ToDoubleFunction<BenchRound> count) {
        double[] sorted = rounds.stream().mapToDouble(count).sorted().toArray();
        return (long) sorted[sorted.length / 2];
    }
}
