// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * An H2 database in memory, of its own name, and a namespace of the cache to go with it. Lives as long as the JVM: H2 must not close the connection
 * that made the tables.
 */
public record TestDatabase(String url, String namespace) {

    public static TestDatabase create() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return new TestDatabase("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=5000", name);
    }

    public Connection connect() {
        try {
            return DriverManager.getConnection(url, "sa", "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The committed name of a row, null if there is none. The table has the entity's simple name. */
    String name(Class<?> entity, Object id) {
        try (Connection connection = connect();
                PreparedStatement select =
                        connection.prepareStatement("select name from " + entity.getSimpleName() + " where id = ?")) {
            select.setObject(1, id);
            ResultSet row = select.executeQuery();
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
