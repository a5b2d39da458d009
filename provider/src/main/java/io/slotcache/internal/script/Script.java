// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * One Lua file each, in {@code io/slotcache/lua}; the file's header says what it does, takes and returns. All keys of a call are in one partition
 * and declared; every script may be run twice with the same lock id.
 */
public enum Script {
    LOCK(true, 3),
    UNLOCK(true, 3),
    PUT(false, 3),
    TOUCH(true, 3),
    EVICT(true, 3),
    EVICT_REGION(true, 2),
    LOCK_REGION(true, 2),
    UNLOCK_REGION(true, 2),
    LOCK_TABLE(true, 2),
    UNLOCK_TABLE(true, 2),
    EXTEND(true, 2),
    RENEW(true, 2);

    private final int keyCount;
    private final String text;
    private final String sha1;

    /** @param evenIfMemoryIsFull a put may fail because Redis is at its limit; a lock or an eviction must not, and a touch takes no memory */
    Script(boolean evenIfMemoryIsFull, int keyCount) {
        this.keyCount = keyCount;
        text = (evenIfMemoryIsFull ? "#!lua flags=allow-oom\n" : "#!lua\n")
                + resource("prelude")
                + resource(name().toLowerCase(Locale.ROOT));
        sha1 = sha1(text);
    }

    public int keyCount() {
        return keyCount;
    }

    /** Whether it can run with the control hash as its only key, while the slot moves: what stores an entry or grants a lease needs all of them. */
    public boolean runsAlone() {
        return this != PUT && this != TOUCH && this != RENEW;
    }

    public String text() {
        return text;
    }

    /** What EVALSHA takes. */
    public String sha1() {
        return sha1;
    }

    private static String resource(String name) {
        String path = "/io/slotcache/lua/" + name + ".lua";
        try (InputStream in = Script.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing from the jar of slotcache-hibernate");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
