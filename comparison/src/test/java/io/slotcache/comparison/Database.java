// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** An H2 database in memory, of its own name, read and emptied without Hibernate. Lives as long as the JVM. */
record Database(String name) {

    static Database create() {
        return new Database("c" + UUID.randomUUID().toString().replace("-", "").substring(0, 12));
    }

    String url() {
        return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=5000";
    }

    /** All rows of all tables, but for columns that hold the time or what each node numbers in blocks of its own. */
    SortedMap<String, List<String>> rows() {
        SortedMap<String, List<String>> rows = new TreeMap<>();
        run(statement -> {
            for (String table : tables(statement)) {
                rows.put(table, rows(statement, table));
            }
        });
        return rows;
    }

    private static List<String> rows(Statement statement, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("select * from " + table)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    String column = result.getMetaData().getColumnName(i);
                    boolean isTime = table.equals("OBSERVATION") && column.equals("VERSION");
                    if (!isTime && !column.equals("BLOCK_ID")) {
                        row.append(column)
                                .append('=')
                                .append(result.getString(i))
                                .append(' ');
                    }
                }
                rows.add(row.toString());
            }
        }
        Collections.sort(rows);
        return rows;
    }

    /** Deletes all rows and begins generated identifiers anew. */
    void empty() {
        run(statement -> {
            statement.execute("set referential_integrity false");
            for (String table : tables(statement)) {
                statement.execute("truncate table " + table + " restart identity");
            }
            // The other sequences are those from which nodes have taken a block.
            statement.execute("alter sequence event_ids restart");
            statement.execute("set referential_integrity true");
        });
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(
                "select table_name from information_schema.tables where table_schema = 'PUBLIC'")) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }

    private void run(Step step) {
        try (Connection connection = DriverManager.getConnection(url(), "sa", "");
                Statement statement = connection.createStatement()) {
            step.run(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run(Statement statement) throws SQLException;
    }
}
