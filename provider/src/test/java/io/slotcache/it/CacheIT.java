// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.SlotCacheStatistics;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an application gets that sets two properties. */
@ExtendWith(EmbeddedClusterExtension.class)
final class CacheIT {

    @Test
    void second_start_finds_a_warm_cache(EmbeddedCluster cluster) {
        TestDatabase database = TestDatabase.create();
        try (TestNode node = TestNode.start(cluster, database)) {
            node.inTransaction(session -> session.persist(new Book(1L, "Dune")));
            node.awaitQuiet();
            node.inTransaction(session ->
                    assertThat(session.find(Book.class, 1L).getTitle()).isEqualTo("Dune"));
            assertThat(node.region(Book.class).hits()).isEqualTo(1);
        }
        try (TestNode node = TestNode.start(cluster, database)) {
            node.inTransaction(session ->
                    assertThat(session.find(Book.class, 1L).getTitle()).isEqualTo("Dune"));
            assertThat(node.region(Book.class).hits()).isEqualTo(1);
            assertThat(node.statistics().getPrepareStatementCount()).isZero();
            assertThat(SlotCacheStatistics.of(node.factory()).masters()).hasSize(3);
        }
    }
}
