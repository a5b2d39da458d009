// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import java.util.Locale;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/** Runs an action between the lock and the statement: after Hibernate has locked a row, and before its change has come to the database. */
final class Interruption implements StatementInspector {

    private static final long serialVersionUID = 1;

    private static final ThreadLocal<@Nullable Runnable> BEFORE_NEXT_CHANGE = new ThreadLocal<>();

    /** Runs the action before the next update or delete of this thread. */
    static void beforeNextChange(Runnable action) {
        BEFORE_NEXT_CHANGE.set(action);
    }

    @Override
    public @Nullable String inspect(String sql) {
        String statement = sql.toLowerCase(Locale.ROOT);
        Runnable action = BEFORE_NEXT_CHANGE.get();
        if (action != null && (statement.startsWith("update") || statement.startsWith("delete"))) {
            BEFORE_NEXT_CHANGE.remove();
            action.run();
        }
        return null;
    }
}
