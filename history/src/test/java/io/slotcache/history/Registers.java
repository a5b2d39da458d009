// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The table that gives every write its place: whoever writes a register first raises its number there, by plain JDBC, and keeps that row locked until the
 * transaction ends. The cache knows nothing of this table.
 */
final class Registers {

    static final String NAME = "register_n";
    static final String TABLE = "create table register_n (register_key int primary key, n bigint not null)";
    static final String INSERT = "insert into register_n values (?, 0)";

    private Registers() {}

    static long next(Connection connection, int key) throws SQLException {
        try (PreparedStatement raise =
                        connection.prepareStatement("update register_n set n = n + 1 where register_key = ?");
                PreparedStatement look =
                        connection.prepareStatement("select n from register_n where register_key = ?")) {
            raise.setInt(1, key);
            raise.executeUpdate();
            look.setInt(1, key);
            ResultSet row = look.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
