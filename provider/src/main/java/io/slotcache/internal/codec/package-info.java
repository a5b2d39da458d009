// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/**
 * Turns what Hibernate puts into the second-level cache into bytes and back, by the mapping alone.
 *
 * <p>{@link io.slotcache.internal.codec.EntityEntryCodec}, {@link io.slotcache.internal.codec.CollectionEntryCodec} and {@link
 * io.slotcache.internal.codec.NaturalIdEntryCodec} are the entry points. They ask {@code WireTypes} once for the {@code WireType} of each
 * property, keep them per concrete class in an {@code EntityLayout}, per role in a {@code CollectionLayout} or per hierarchy in a
 * {@code NaturalIdLayout}, and write values to a {@code ValueOutput}: as bytes, a tag and a payload for each, or as
 * JSON ({@link io.slotcache.internal.codec.BodyFormat}). The tags are a closed set ({@code Tag}): stored bytes can name no class, only the mapping
 * can. The one exception is {@code GuardedSerialization}, for values that nothing else describes, under a list of classes.
 *
 * <p>Queries have no mapping of their own: {@link io.slotcache.internal.codec.QueryName} says which one it is, and {@link
 * io.slotcache.internal.codec.QueryResultsCodec} writes values that say what they are, with the tags of the same set.
 */
@NullMarked
package io.slotcache.internal.codec;

import org.jspecify.annotations.NullMarked;
