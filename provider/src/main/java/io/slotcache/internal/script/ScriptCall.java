// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import java.util.ArrayList;
import java.util.List;

/** One run of a script: for which partition, with which keys and arguments. Arguments are {@code byte[]} or anything whose text is meant. */
public record ScriptCall(Script script, int partition, List<byte[]> keys, List<Object> arguments) {

    public ScriptCall {
        if (keys.size() != script.keyCount()) {
            throw new IllegalArgumentException(script + " takes " + script.keyCount() + " keys, not " + keys.size());
        }
    }

    /** The parameters of EVALSHA. */
    public Object[] parameters() {
        List<Object> parameters = new ArrayList<>(2 + keys.size() + arguments.size());
        parameters.add(script.sha1());
        parameters.add(keys.size());
        parameters.addAll(keys);
        parameters.addAll(arguments);
        return parameters.toArray();
    }
}
