// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

/** What becomes of a transaction whose soft lock can't be had within its deadline. */
public enum LockFailureMode {

    /** The transaction goes on; the partition is marked dirty in this JVM and not read until it has a new term. */
    AVAILABLE,

    /** The transaction fails before its commit, so that no node can be served what it replaced. */
    STRICT
}
