// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.StubMethod;

/** One rule of the protocol taken out of the provider, and what has to happen for that to show. */
enum Control {
    /** A put of a session older than the last invalidation is stored. */
    LATE_PUTS(o -> o.script("prelude", "tonumber(v[5]) > stamp", "false")),
    /** A put is stored although a transaction holds the entry's lock. */
    LOCKED_PUTS(o -> o.script("prelude", "for i = 2, 4 do", "for i = 2, 1 do")),
    /** An unlock publishes whatever its session held. */
    UNCLEAN_UNLOCKS(o -> o.script("unlock", "own and own.clean and #rest == 0", "own")),
    /** Bulk statements and evictions of regions void what is there, but not what comes late. */
    LATE_REGION_PUTS(o -> {
        o.script("prelude", "for i = 6, 7 do", "for i = 6, 5 do");
        o.script("prelude", "for i = 2, 4 do", "for i = 2, 2 do");
    }),
    /** Nobody waits for locks before the commit. */
    LOCKS_NOT_AWAITED(o -> o.method("access.TransactionLocks", "makeSure", StubMethod.INSTANCE)),
    /** What a transaction loads is stored before its commit. */
    PUTS_AT_ONCE(o -> o.method("access.SessionKind", "isOutsideTransaction", FixedValue.value(true)));

    private final Consumer<Overlay> change;
    private final Set<Fault> faults;

    Control(Consumer<Overlay> change, Fault... faults) {
        this.change = change;
        this.faults = EnumSet.noneOf(Fault.class);
        this.faults.addAll(Set.of(faults));
    }

    void apply(Overlay overlay) {
        change.accept(overlay);
    }

    /** Without them it does not show. */
    Set<Fault> faults() {
        return faults;
    }
}
