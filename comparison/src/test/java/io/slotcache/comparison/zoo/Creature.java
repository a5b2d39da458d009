// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison.zoo;

import jakarta.persistence.MappedSuperclass;

/** What all entities have: a name that bulk statements change and queries ask for. */
@MappedSuperclass
public abstract class Creature {
    String name;
}
