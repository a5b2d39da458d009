// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** The application and its surroundings: database, nodes of the application, cluster. */
@NullMarked
package io.slotcache.sample.app;

import org.jspecify.annotations.NullMarked;
