// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/**
 * The accesses Hibernate calls, one class for each data class and access type, and the session's part in the protocol: see {@link
 * io.slotcache.internal.access.SessionContext}.
 */
@NullMarked
package io.slotcache.internal.access;

import org.jspecify.annotations.NullMarked;
