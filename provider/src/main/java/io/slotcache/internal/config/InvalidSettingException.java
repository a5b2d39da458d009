// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.util.List;
import org.hibernate.cache.CacheException;

/**
 * Settings that the cache can't start with. The message names, for every one of them, the key, the value and what was
 * expected; passwords are left out.
 */
public final class InvalidSettingException extends CacheException {

    private static final long serialVersionUID = 1L;

    /** One line each. */
    @SuppressWarnings("serial") // List.copyOf gives a serializable list.
    private final List<String> problems;

    InvalidSettingException(List<String> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, one line for each setting. */
    public List<String> problems() {
        return problems;
    }

    /** The line for one key. */
    static String problem(String key, Object value, String complaint) {
        return key + " = '" + Redaction.of(key, value) + "': " + complaint;
    }

    private static String message(List<String> problems) {
        return problems.size() == 1
                ? "Invalid SlotCache setting: " + problems.get(0)
                : problems.size() + " invalid SlotCache settings:\n  " + String.join("\n  ", problems);
    }
}
