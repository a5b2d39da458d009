// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.NodeStorage;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.internal.storage.CountedWaits;
import io.slotcache.it.CallRow.Call;
import io.slotcache.it.CallRow.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of work with a session, and all commands that it sends, counted on the servers. docs/calls.md has the same rows. */
@ExtendWith(EmbeddedClusterExtension.class)
final class CallsIT {

    private static TestNode node;
    private static MonitoredCommands commands;

    /** A busy machine is no reason for a miss. */
    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        Map<String, Object> settings =
                Map.of("hibernate.cache.use_query_cache", "true", "hibernate.cache.slotcache.command_timeout", "PT10S");
        TestDatabase database = TestDatabase.create();
        node = TestNode.start(cluster, database, settings, CallEntities.ALL);
        commands = MonitoredCommands.start(cluster, database);
    }

    @AfterAll
    static void stop() {
        commands.close();
        node.close();
    }

    static Stream<Call> calls() {
        return Calls.rows().flatMap(row -> row.calls().stream());
    }

    /** More than once if need be: without a lease everything is a miss, and nothing is put. */
    @ParameterizedTest
    @MethodSource("calls")
    void work_sends(Call call) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(sent(call)).isEqualTo(call.row().expected()));
    }

    private static Sent sent(Call call) {
        Runnable work = call.preparation().prepare(node);
        node.awaitQuiet();
        node.awaitLeases();
        commands.restart();
        long statements = node.statistics().getPrepareStatementCount();
        CountedWaits waits = CountedWaits.on(NodeStorage.of(node.factory()));
        try {
            work.run();
        } finally {
            waits.stop();
        }
        long prepared = node.statistics().getPrepareStatementCount() - statements;
        node.awaitQuiet();
        return new Sent(counted(commands.calls()), waits.stop(), (int) prepared);
    }

    private static List<String> counted(List<String> calls) {
        Map<String, Integer> counts = new TreeMap<>();
        calls.forEach(call -> counts.merge(call, 1, Integer::sum));
        List<String> counted = new ArrayList<>();
        counts.forEach((call, count) -> counted.add(count == 1 ? call : call + " × " + count));
        return counted;
    }
}
