// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

/** A soft lock that this JVM holds for a transaction that still runs. */
public final class HeldLock {

    private final int partition;
    private final String field;
    private final String id;
    private final long timeoutMillis;
    private volatile long askedAtNanos;
    private volatile boolean uncertain;

    /**
     * @param field the lock's field in the control hash
     * @param timeoutMillis time after which it expires unless extended
     */
    public HeldLock(int partition, String field, String id, long timeoutMillis) {
        this.partition = partition;
        this.field = field;
        this.id = id;
        this.timeoutMillis = timeoutMillis;
        askedAtNanos = System.nanoTime();
    }

    public String id() {
        return id;
    }

    public long timeoutMillis() {
        return timeoutMillis;
    }

    public int partition() {
        return partition;
    }

    /** The field in the control hash. */
    public String field() {
        return field;
    }

    /** A request for the lock was given up: it may have arrived, or may arrive yet. */
    public void makeUncertain() {
        uncertain = true;
    }

    public boolean isUncertain() {
        return uncertain;
    }

    boolean isDue(long nowNanos) {
        return nowNanos - askedAtNanos > timeoutMillis * 1_000_000 / 3;
    }

    void asked(long nowNanos) {
        askedAtNanos = nowNanos;
    }
}
