// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import java.util.ArrayList;
import java.util.List;

/** One run of a script: for which partition, with which keys and arguments. Arguments are {@code byte[]} or anything whose text is meant. */
public record ScriptCall(Script script, int partition, List<byte[]> keys, List<Object> arguments) {

    public ScriptCall {
        if (keys.size() != script.keyCount() && !(keys.size() == 1 && script.runsAlone())) {
            throw new IllegalArgumentException(script + " takes " + script.keyCount() + " keys, not " + keys.size());
        }
    }

    /** The same with the control hash alone; see {@link Script#runsAlone}. */
    public ScriptCall alone() {
        return new ScriptCall(script, partition, keys.subList(0, 1), arguments);
    }

    /** The parameters of EVALSHA. */
    public Object[] parameters() {
        return parameters(script.sha1());
    }

    /** The parameters of EVAL, for a server that may not know the script. */
    public Object[] parametersWithText() {
        return parameters(script.text());
    }

    private Object[] parameters(String textOrSha1) {
        List<Object> parameters = new ArrayList<>(2 + keys.size() + arguments.size());
        parameters.add(textOrSha1);
        parameters.add(keys.size());
        parameters.addAll(keys);
        parameters.addAll(arguments);
        return parameters.toArray();
    }
}
