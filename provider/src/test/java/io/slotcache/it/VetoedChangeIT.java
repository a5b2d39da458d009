// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Versioned;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreUpdateEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hibernate unlocks at the completion what it never locked, if a listener came between. */
@ExtendWith(EmbeddedClusterExtension.class)
final class VetoedChangeIT {

    private static TwoNodes nodes;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        nodes = TwoNodes.start(cluster);
        nodes.first()
                .factory()
                .unwrap(SessionFactoryImplementor.class)
                .getEventListenerRegistry()
                .appendListeners(EventType.PRE_UPDATE, VetoedChangeIT::judge);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    /** Like a security check, and like Bean Validation. */
    private static boolean judge(PreUpdateEvent event) {
        String name = ((Things.Thing) event.getEntity()).name;
        if (name.equals("invalid")) {
            throw new IllegalArgumentException("invalid");
        }
        return name.equals("vetoed");
    }

    @Test
    void vetoed_update_commits_with_the_rest_of_its_transaction() {
        Long vetoed = nodes.cached(Plain.class, "old");
        Long other = nodes.cached(Versioned.class, "old");

        nodes.first().inTransaction(session -> {
            session.find(Plain.class, vetoed).name = "vetoed";
            session.find(Versioned.class, other).name = "new";
        });

        nodes.first().awaitQuiet();
        assertThat(nodes.isLocked(Versioned.class, other)).isFalse();
        assertThat(nodes.second().find(Versioned.class, other).entity().name).isEqualTo("new");
        assertThat(nodes.second().find(Plain.class, vetoed).entity().name).isEqualTo("old");
    }

    @Test
    void failed_flush_rolls_back_and_leaves_no_lock() {
        Long changed = nodes.cached(Versioned.class, "old");
        Long invalid = nodes.cached(Plain.class, "old");

        try (Session session = nodes.first().factory().openSession()) {
            session.beginTransaction();
            session.find(Versioned.class, changed).name = "new";
            session.flush();
            session.find(Plain.class, invalid).name = "invalid";
            assertThatThrownBy(session::flush).hasStackTraceContaining("invalid");
            session.getTransaction().rollback();
        }

        nodes.first().awaitQuiet();
        assertThat(nodes.isLocked(Versioned.class, changed)).isFalse();
        assertThat(nodes.second().find(Versioned.class, changed).entity().name).isEqualTo("old");
    }
}
