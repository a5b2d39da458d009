// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/**
 * Turns what Hibernate puts into the second-level cache into bytes and back, by the mapping alone.
 *
 * <p>{@link io.slotcache.internal.codec.EntityEntryCodec} is the entry point. It asks {@code WireTypes} once for the {@code WireType} of
 * each property, keeps them per concrete class in an {@code EntityLayout}, and writes values through {@code WireOutput} as one tag byte and
 * a payload. The tags are a closed set ({@code Tag}): stored bytes can name neither a class nor a serialized object, only the mapping can.
 */
@NullMarked
package io.slotcache.internal.codec;

import org.jspecify.annotations.NullMarked;
