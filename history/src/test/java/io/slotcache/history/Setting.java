// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.util.List;

/**
 * What a round runs on.
 *
 * @param isolation a transaction isolation level as Hibernate reads it
 */
record Setting(String databaseName, String isolation) {

    static final List<Setting> ALL = List.of(
            new Setting("h2", "READ_COMMITTED"),
            new Setting("postgres", "REPEATABLE_READ"),
            new Setting("postgres", "READ_COMMITTED"),
            new Setting("h2", "REPEATABLE_READ"));

    Database openDatabase() {
        return databaseName.equals("h2") ? Database.h2() : Database.postgres();
    }

    @Override
    public String toString() {
        return databaseName + ' ' + isolation;
    }
}
