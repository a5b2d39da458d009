// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/**
 * The configuration: immutable records, one parser, and what Redisson is told.
 *
 * <p>{@link io.slotcache.internal.config.SettingsParser} is the only reader of setting strings; its
 * {@link io.slotcache.internal.config.SlotCacheConfiguration} is what the rest of the provider sees, and
 * {@link io.slotcache.internal.config.RedissonSetup} is made of it. A new setting is a constant in
 * {@link io.slotcache.SlotCacheSettings}, a line in {@link io.slotcache.internal.config.Setting} and a component of a
 * record.
 */
@NullMarked
package io.slotcache.internal.config;

import org.jspecify.annotations.NullMarked;
