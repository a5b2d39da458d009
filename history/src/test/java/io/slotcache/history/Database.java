// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.h2.tools.Server;

/** A database of the run's own that several JVMs reach over TCP on loopback. */
interface Database extends AutoCloseable {

    String url();

    /** For connections to which a schema's tables need no qualification. */
    default String url(String schema) {
        return url()
                + (url().startsWith("jdbc:h2")
                        ? ";SCHEMA="
                        : url().contains("?") ? "&currentSchema=" : "?currentSchema=")
                + schema;
    }

    String user();

    @Override
    void close();

    default Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), "");
    }

    /** H2, in memory. */
    static Database h2() {
        try {
            Server server =
                    Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
            String url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:h"
                    + UUID.randomUUID().toString().substring(0, 8) + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";
            return new Running(url, "sa", server::stop);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PostgreSQL, with snapshot isolation where asked for. */
    static Database postgres() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
            return new Running(server.getJdbcUrl("postgres", "postgres"), "postgres", () -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start", e);
        }
    }

    /** @param stop ends the server */
    record Running(String url, String user, Runnable stop) implements Database {
        @Override
        public void close() {
            stop.run();
        }
    }
}
