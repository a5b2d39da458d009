// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.app;

import io.slotcache.sample.model.SampleData;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.cfg.AvailableSettings;

/**
 * The database: H2 in memory, of this object alone, filled with {@link SampleData}. All nodes of the application share it. Gone when closed.
 *
 * <p>The connection that made the tables stays open to the end: it keeps the database in memory, and H2 ties a check constraint to the connection
 * that created it.
 */
final class SampleDatabase implements AutoCloseable {

    private final String url;
    private final Connection anchor;

    private SampleDatabase(String url, Connection anchor) {
        this.url = url;
        this.anchor = anchor;
    }

    static SampleDatabase create() {
        String url = "jdbc:h2:mem:sample-" + UUID.randomUUID();
        try {
            SampleDatabase database = new SampleDatabase(url, DriverManager.getConnection(url));
            database.fill();
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("No database", e);
        }
    }

    private void fill() {
        Map<String, Object> settings = withoutCache();
        settings.put(AvailableSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "create");
        settings.put(AvailableSettings.JAKARTA_HBM2DDL_CONNECTION, anchor);
        try (EntityManagerFactory factory = Persistence.createEntityManagerFactory("sample", settings);
                EntityManager session = factory.createEntityManager()) {
            session.getTransaction().begin();
            SampleData.products().forEach(session::persist);
            SampleData.users().forEach(session::persist);
            session.getTransaction().commit();
        }
    }

    /** The settings of a session factory on this database; all that SlotCache needs is still to be added. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(AvailableSettings.JAKARTA_JDBC_URL, url);
        return settings;
    }

    /** The same, with the second-level cache turned off. */
    Map<String, Object> withoutCache() {
        Map<String, Object> settings = settings();
        settings.put(AvailableSettings.USE_SECOND_LEVEL_CACHE, false);
        return settings;
    }

    @Override
    public void close() {
        try {
            anchor.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not close", e);
        }
    }
}
