// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** What a script returned: an array of texts and numbers. */
public record ScriptReply(List<?> values) {

    public String text(int index) {
        return new String((byte[]) values.get(index), UTF_8);
    }

    public long number(int index) {
        return (Long) values.get(index);
    }

    public boolean flag(int index) {
        return number(index) == 1;
    }
}
