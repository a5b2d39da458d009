// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

/**
 * One write of a register.
 *
 * @param n its place among the register's writes, given by the database
 * @param tag its name among all writes, of natural ids the holder
 */
record Write(int key, long n, long tag) {}
