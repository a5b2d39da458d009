// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.sample.failover.Operation.Kind;
import io.slotcache.sample.failover.Operation.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TimelineTest {

    private final Timeline timeline = new Timeline();

    @Test
    void countsWhatTheApplicationFelt() {
        add(Kind.READ, true, Outcome.HIT, null);
        add(Kind.READ, true, Outcome.STALE, null);
        add(Kind.READ, false, Outcome.STALE, null);
        add(Kind.WRITE, false, Outcome.FAILED, "PersistenceException");
        add(Kind.WRITE, false, Outcome.DONE, null);
        assertThat(timeline.reads()).isEqualTo(3);
        assertThat(timeline.writes()).isEqualTo(2);
        assertThat(timeline.hits()).isEqualTo(1);
        assertThat(timeline.stale()).isEqualTo(2);
        assertThat(timeline.staleOnShard()).isEqualTo(1);
        assertThat(timeline.failures()).isEqualTo(Map.of("PersistenceException", 1L));
    }

    /** A read that was under way when the master died is no sign of the new one. */
    @Test
    void onlyHitsThatBeganAfterTheStrikeCountAsResumed() {
        long before = System.nanoTime();
        timeline.strike();
        timeline.add(new Operation(Kind.READ, before, 1_000_000, true, Outcome.HIT, null));
        assertThat(timeline.hitsResumed()).isFalse();
        add(Kind.READ, false, Outcome.HIT, null);
        assertThat(timeline.hitsResumed()).isFalse();
        add(Kind.READ, true, Outcome.MISS, null);
        assertThat(timeline.hitsResumed()).isFalse();
        add(Kind.READ, true, Outcome.HIT, null);
        assertThat(timeline.hitsResumed()).isTrue();
    }

    private void add(Kind kind, boolean onShard, Outcome outcome, String failure) {
        timeline.add(new Operation(kind, System.nanoTime(), 1_000, onShard, outcome, failure));
    }
}
