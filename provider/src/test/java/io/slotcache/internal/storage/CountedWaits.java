// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts the points where a session's thread waits for Redis, as if every answer took the same time: an answer that is asked for after a later wait has
 * come meanwhile, and costs none.
 */
public final class CountedWaits {

    /** What {@link Storage} says of itself. */
    private static final Set<String> WAITING = Set.of("read", "tables", "evict", "evictRegion");

    private final SwitchingStorage node;
    private final Storage storage;
    private final AtomicInteger waits = new AtomicInteger();

    private CountedWaits(SwitchingStorage node) {
        this.node = node;
        storage = node.target();
    }

    /** Counts from now on. One thread at a time is to use the node. */
    public static CountedWaits on(SwitchingStorage node) {
        CountedWaits counted = new CountedWaits(node);
        node.switchTo((Storage)
                Proxy.newProxyInstance(Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, counted::call));
        return counted;
    }

    /** The number of waits; counts no longer. */
    public int stop() {
        node.switchTo(storage);
        return waits.get();
    }

    private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (WAITING.contains(method.getName())) {
            waits.incrementAndGet();
        }
        try {
            Object result = method.invoke(storage, arguments);
            return result instanceof CompletableFuture<?> answer ? new Answer<>(answer) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The answer to a lock, which knows how many waits there were before it was asked for. */
    private final class Answer<T> extends CompletableFuture<T> {

        private final int waitsBefore = waits.get();

        Answer(CompletableFuture<T> answer) {
            answer.whenComplete((value, failure) -> {
                if (failure == null) {
                    complete(value);
                } else {
                    completeExceptionally(failure);
                }
            });
        }

        @Override
        public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
            waits.compareAndSet(waitsBefore, waitsBefore + 1);
            return super.get(timeout, unit);
        }
    }
}
