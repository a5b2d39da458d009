// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** What the application keeps: products, and users with their profile, settings and last activity. Regions keep Hibernate's default name, the
 * entity's: any other would stand in every key beside it. */
@NullMarked
package io.slotcache.sample.model;

import org.jspecify.annotations.NullMarked;
