// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.redis;

import io.slotcache.internal.partition.KeySpace;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The answer of a server to a user who lacks a right. In the words of Redis 7.0 and of later versions. */
public final class Denial {

    private static final Pattern COMMAND = Pattern.compile("no permissions to run the '([^']+)' command");

    private static final Pattern KEY = Pattern.compile(
            "(?i)no permissions to access (one of the keys|a key)|can't access at least one of the keys");

    /** Within a script Redis 7.0 does not name the command. */
    private static final Pattern IN_SCRIPT = Pattern.compile("executing the script can't run this command");

    private Denial() {}

    /** Whether a right was missing, says this failure or one of its causes. */
    public static boolean is(Throwable failure) {
        return find(failure, COMMAND) != null || find(failure, KEY) != null || find(failure, IN_SCRIPT) != null;
    }

    /** The rule of the ACL that was missing; empty if that was not the reason, or if the answer does not tell. */
    public static String rule(Throwable failure, KeySpace keys) {
        Matcher command = find(failure, COMMAND);
        if (command != null) {
            return "+" + command.group(1);
        }
        return find(failure, KEY) == null ? "" : keys.keyRule();
    }

    private static @Nullable Matcher find(Throwable failure, Pattern pattern) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher matcher = pattern.matcher(String.valueOf(cause.getMessage()));
            if (matcher.find()) {
                return matcher;
            }
        }
        return null;
    }
}
