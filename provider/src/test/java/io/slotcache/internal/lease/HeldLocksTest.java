// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HeldLocksTest {

    private static final long TIMEOUT_MILLIS = 60_000;
    private static final long THIRD_NANOS = TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS / 3);

    private final HeldLocks locks = new HeldLocks();

    @Test
    void lock_is_due_when_a_third_of_its_time_is_used_up() {
        long before = System.nanoTime();
        HeldLock lock = lock("a");
        long after = System.nanoTime();
        locks.add(lock);

        assertThat(locks.due(before + THIRD_NANOS)).isEmpty();
        assertThat(locks.due(after + THIRD_NANOS + 1)).containsExactly(lock);
    }

    @Test
    void lock_just_asked_for_is_not_due_again() {
        HeldLock lock = lock("a");
        locks.add(lock);
        long later = System.nanoTime() + TimeUnit.HOURS.toNanos(1);

        lock.asked(later);

        assertThat(locks.due(later + THIRD_NANOS)).isEmpty();
        assertThat(locks.due(later + THIRD_NANOS + 1)).containsExactly(lock);
    }

    @Test
    void lock_is_never_due_after_its_transaction_has_ended() {
        HeldLock lock = lock("a");
        HeldLock other = lock("b");
        locks.add(lock);
        locks.add(other);

        locks.remove(lock);

        assertThat(locks.due(System.nanoTime() + 2 * THIRD_NANOS)).containsExactly(other);
    }

    @Test
    void lock_of_a_dropped_session_is_left_to_its_deadline() {
        locks.add(new HeldLock(0, "l:r:1", "dropped", TIMEOUT_MILLIS));
        HeldLock kept = lock("kept");
        locks.add(kept);

        await().until(() -> {
            System.gc();
            return locks.due(System.nanoTime() + 2 * THIRD_NANOS).size() == 1;
        });
        assertThat(locks.due(System.nanoTime() + 2 * THIRD_NANOS)).containsExactly(kept);
    }

    private static HeldLock lock(String id) {
        return new HeldLock(0, "l:r:1", id, TIMEOUT_MILLIS);
    }
}
