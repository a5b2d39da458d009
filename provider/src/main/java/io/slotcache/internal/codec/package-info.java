// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/**
 * Turns what Hibernate puts into the second-level cache into bytes and back, by the mapping alone.
 *
 * <p>{@link io.slotcache.internal.codec.EntityEntryCodec} and {@link io.slotcache.internal.codec.CollectionEntryCodec} are the entry points.
 * They ask {@code WireTypes} once for the {@code WireType} of each property, keep them per concrete class in an {@code EntityLayout} or per
 * role in a {@code CollectionLayout}, and write values to a {@code ValueOutput}: as bytes, a tag and a payload for
 * each, or as JSON ({@link io.slotcache.internal.codec.BodyFormat}). The tags are a closed set ({@code Tag}): stored bytes can name no class, only
 * the mapping can. The one exception is {@code GuardedSerialization}, for values that nothing else describes, under a list of classes.
 */
@NullMarked
package io.slotcache.internal.codec;

import org.jspecify.annotations.NullMarked;
