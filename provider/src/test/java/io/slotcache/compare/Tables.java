// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.compare;

import io.slotcache.it.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows of a database, read and deleted without Hibernate. */
final class Tables {

    private Tables() {}

    /** All rows of all tables, but for columns that hold the time or what each node numbers in blocks of its own. */
    static SortedMap<String, List<String>> rows(TestDatabase database) {
        SortedMap<String, List<String>> rows = new TreeMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String table : names(statement, "TABLE", "true")) {
                rows.put(table, rows(statement, table));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    private static List<String> rows(Statement statement, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("select * from " + table)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    String column = result.getMetaData().getColumnName(i);
                    boolean isOwn =
                            column.equals("BLOCK_ID") || table.equals("OBSERVATION") && column.equals("VERSION");
                    row.append(column)
                            .append('=')
                            .append(isOwn ? "" : result.getString(i))
                            .append(' ');
                }
                rows.add(row.toString());
            }
        }
        Collections.sort(rows);
        return rows;
    }

    /** Deletes all rows and begins generated identifiers anew. */
    static void empty(TestDatabase database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set referential_integrity false");
            for (String table : names(statement, "TABLE", "true")) {
                statement.execute("truncate table " + table + " restart identity");
            }
            // Not those from which nodes have taken a block.
            for (String sequence : names(statement, "SEQUENCE", "increment = 1")) {
                statement.execute("alter sequence " + sequence + " restart");
            }
            statement.execute("set referential_integrity true");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Statement statement, String kind, String condition) throws SQLException {
        List<String> names = new ArrayList<>();
        String query =
                "select " + kind + "_name from information_schema." + kind + "s where " + kind + "_schema = 'PUBLIC'";
        try (ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        // The sequence of an identity column belongs to its table.
        names.removeIf(name -> name.startsWith("SYSTEM_SEQUENCE"));
        return names;
    }
}
