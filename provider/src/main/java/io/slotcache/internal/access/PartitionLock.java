// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.config.LockFailureMode;
import io.slotcache.internal.lease.HeldLock;
import io.slotcache.internal.storage.Acknowledgement;
import io.slotcache.internal.storage.Deadline;
import io.slotcache.internal.storage.RedisFailure;
import io.slotcache.internal.storage.StorageRegion;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One lock in one partition, of an entry or of a region: asked for, awaited, asked for again before the commit if that is long ago, and remembered
 * as missed if Redis did not acknowledge it. Used by one thread at a time.
 */
final class PartitionLock {

    private static final long ASK_AGAIN_MILLIS = 20;

    private final CacheNode node;
    private final StorageRegion region;
    private final HeldLock held;
    private final Supplier<CompletableFuture<Acknowledgement>> request;
    private CompletableFuture<Acknowledgement> answer;
    private long askedAtNanos;
    private boolean missed;

    /** Asks for the lock, without waiting. */
    PartitionLock(
            CacheNode node, StorageRegion region, HeldLock held, Supplier<CompletableFuture<Acknowledgement>> request) {
        this.node = node;
        this.region = region;
        this.held = held;
        this.request = request;
        askedAtNanos = System.nanoTime();
        answer = request.get();
    }

    /** Has the lock extended as long as its transaction runs. */
    void keepAlive() {
        node.heldLocks().add(held);
    }

    HeldLock held() {
        return held;
    }

    /** The acknowledgement may be from before a promotion that this transaction does not know of. */
    boolean isOld() {
        return System.nanoTime() - askedAtNanos > node.revalidateAfterNanos();
    }

    void askAgain() {
        askedAtNanos = System.nanoTime();
        answer = request.get();
    }

    /** Says the last answer; false as long as there is none. */
    boolean isClean() {
        return answer.isDone()
                && !answer.isCompletedExceptionally()
                && answer.join().isClean();
    }

    /** Asks once more and waits; false also if nobody answers. Never throws, in strict mode either. */
    boolean isStillClean() {
        askAgain();
        try {
            awaitAnswer(isWorthWaiting() ? Deadline.after(node.commandTimeout()) : Deadline.none());
        } catch (RedisFailure e) {
            return false;
        }
        return isClean();
    }

    /**
     * Waits for the answer. Where there is none in time, the partition becomes dirty or, in strict mode, the failure is thrown.
     *
     * @param whenRequired makes the exception of strict mode from a reason
     */
    void await(Deadline deadline, FailureMaker whenRequired) {
        try {
            awaitAnswer(isWorthWaiting() ? deadline : Deadline.none());
        } catch (RedisFailure e) {
            if (isStrict()) {
                throw whenRequired.make(e.reason());
            }
            if (!missed) {
                missed = true;
                node.dirtyPartitions().enter(held);
                LockMessages.missed(region, held, node.commandTimeout(), e.reason());
            }
        }
    }

    private boolean isStrict() {
        return region.settings().onLockFailure() == LockFailureMode.STRICT;
    }

    private boolean isWorthWaiting() {
        return isStrict() || node.storage().isAnswering(held.partition());
    }

    /** While a role or a slot changes hands the lock is asked for until the deadline. */
    private void awaitAnswer(Deadline deadline) throws RedisFailure {
        while (true) {
            try {
                deadline.await(answer);
                return;
            } catch (RedisFailure e) {
                if (!e.isPassing() || !deadline.pause(ASK_AGAIN_MILLIS)) {
                    throw e;
                }
                askAgain();
            }
        }
    }

    /** The transaction has ended with a known outcome: a partition that missed the lock may be cleansed. */
    void end() {
        node.heldLocks().remove(held);
        if (missed) {
            missed = false;
            node.dirtyPartitions().leave(held);
        }
    }

    /** Nobody knows how the transaction ended: the lock is left to its deadline, and so is a partition that missed it. */
    void abandon() {
        node.heldLocks().remove(held);
    }

    /** Makes the exception that fails a transaction. */
    interface FailureMaker {
        RuntimeException make(String reason);
    }
}
