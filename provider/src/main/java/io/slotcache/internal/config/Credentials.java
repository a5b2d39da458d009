// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import org.jspecify.annotations.Nullable;

/**
 * What a client says to be let in. Never printed.
 *
 * @param user the ACL user; null for the user {@code default}
 * @param password its password
 */
public record Credentials(@Nullable String user, String password) {

    @Override
    public String toString() {
        return "***";
    }
}
