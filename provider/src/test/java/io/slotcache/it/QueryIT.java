// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.CachedQuery.Found;
import io.slotcache.it.Things.Plain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cached queries on two nodes: what they find after each way to change a table. */
@ExtendWith(EmbeddedClusterExtension.class)
final class QueryIT {

    private static TwoNodes nodes;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        nodes = TwoNodes.start(cluster, CachedQuery.SETTINGS, Things.ALL);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void results_of_one_node_are_found_by_the_other() {
        Long id = nodes.persisted(Plain.class, "thing");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        assertThat(query.awaitHit(nodes.first())).containsExactly("thing");
        assertThat(query.find(nodes.second())).isEqualTo(new Found(query.awaitHit(nodes.first()), true));
    }

    @Test
    void committed_change_is_seen() {
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        query.awaitHit(nodes.first());
        nodes.changeBySecond(Plain.class, id, thing -> thing.setName("new"));
        assertThat(query.find(nodes.first()).results()).containsExactly("new");
        assertThat(query.awaitHit(nodes.first())).containsExactly("new");
    }
}
