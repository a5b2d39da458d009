// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

/** A mapped type has no wire form; the message names entity, property and type. */
final class UnsupportedMappingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedMappingException(String path, String why) {
        super(path + ": " + why);
    }
}
