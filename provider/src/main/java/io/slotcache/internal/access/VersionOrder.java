// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.BodyFormat;
import io.slotcache.internal.codec.Frame;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Turns a version into a number that scripts can compare: of two versions of a row, the newer has the larger. */
final class VersionOrder {

    private VersionOrder() {}

    static Frame frame(BodyFormat format, long fingerprint, @Nullable Object version, byte[] body) {
        Long order = order(version);
        // Scripts compare without sign.
        return order == null
                ? Frame.unordered(format, fingerprint, body)
                : Frame.versioned(format, fingerprint, order ^ Long.MIN_VALUE, body);
    }

    /** Null for a version that is no number and no instant: such an entity is treated as one without. */
    private static @Nullable Long order(@Nullable Object version) {
        if (version instanceof Long
                || version instanceof Integer
                || version instanceof Short
                || version instanceof Byte) {
            return ((Number) version).longValue();
        }
        if (version instanceof Date date) {
            // Not toInstant(), which java.sql.Date and Time refuse.
            int fraction = date instanceof Timestamp timestamp ? timestamp.getNanos() % 1_000_000 : 0;
            return date.getTime() * 1_000_000 + fraction;
        }
        return version instanceof Instant instant ? instant.getEpochSecond() * 1_000_000_000 + instant.getNano() : null;
    }
}
