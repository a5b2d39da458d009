// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.EntryCodec;
import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.codec.UndecodableEntryException;
import io.slotcache.internal.codec.UnencodableValueException;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.log.Throttle;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.storage.StorageRegion;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames of what Hibernate gives an access to keep, and entries of frames. What can be neither is told to the log, though not every time.
 * Thread-safe.
 */
final class EntryFrames {

    private final EntryCodec codec;
    private final StorageRegion region;
    private final EntrySizeLimit sizeLimit;
    private final String roleName;
    private final Throttle undecodable = new Throttle();
    private final Throttle notCacheable = new Throttle();
    private final AtomicBoolean otherFormatSeen = new AtomicBoolean();

    EntryFrames(AccessParts parts) {
        codec = parts.codec();
        region = parts.storageRegion();
        sizeLimit = new EntrySizeLimit(region, parts.counters());
        roleName = parts.keys().roleName();
    }

    /** Whether there can be any frames of this mapping. */
    boolean exist() {
        return codec.unsupportedReason() == null;
    }

    /**
     * The value's frame, null if it cannot be cached. Called after commits too, where nothing may be thrown: a converter of the application's may.
     */
    @Nullable
    Frame encode(EntryKey key, Object value, @Nullable Object version) {
        try {
            Frame frame = VersionOrder.frame(codec.format(), codec.fingerprint(), version, codec.encode(value));
            return sizeLimit.refuses(key, frame.length()) ? null : frame;
        } catch (UnencodableValueException e) {
            sayNotCacheable(exist() ? key + ": " + e.getMessage() : String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            sayNotCacheable(key + ": " + e);
        }
        return null;
    }

    private void sayNotCacheable(String reason) {
        if (notCacheable.mayPass()) {
            SlotCacheLogger.LOG.notCacheable(roleName, reason);
        }
    }

    /** Once: while nodes disagree it comes with every read of the other's entries. */
    private void sayOtherFormat() {
        if (otherFormatSeen.compareAndSet(false, true)) {
            SlotCacheLogger.LOG.otherFormat(
                    region.name(), codec.format().toString().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * The entry of a frame found under a key; null if the frame is of another format or mapping, or larger than one may be.
     *
     * @throws UndecodableEntryException if it is none although it looks like one
     */
    @Nullable
    Object decode(EntryKey key, byte[] frame) throws UndecodableEntryException {
        if (!Frame.isOf(codec.format(), frame)) {
            sayOtherFormat();
            return null;
        }
        if (Frame.fingerprint(frame) != codec.fingerprint()) {
            return null;
        }
        try {
            Frame.requireIntact(frame, key.bytes());
            return sizeLimit.isExceededBy(frame.length) ? null : codec.decode(frame, Frame.HEADER_LENGTH);
        } catch (UndecodableEntryException e) {
            if (undecodable.mayPass()) {
                SlotCacheLogger.LOG.undecodable(region.name(), String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }
}
