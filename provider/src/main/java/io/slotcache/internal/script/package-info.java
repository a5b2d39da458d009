// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** The Lua scripts that make each step of the protocol atomic on the server, one enum value a file. */
@NullMarked
package io.slotcache.internal.script;

import org.jspecify.annotations.NullMarked;
