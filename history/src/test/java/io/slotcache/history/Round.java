// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.history.domain.ConstantRow;
import io.slotcache.history.domain.Holder;
import io.slotcache.history.domain.NonstrictRow;
import io.slotcache.history.domain.Owner;
import io.slotcache.history.domain.PairRow;
import io.slotcache.history.domain.Parent;
import io.slotcache.history.domain.PlainRow;
import io.slotcache.history.domain.VersionedRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;

/**
 * One round: some JVMs work on one database for a while, faults happen to them and to the cluster, and what they read is judged. Tables and namespace are
 * the round's own.
 */
final class Round {

    private final RoundOptions options;
    private final EmbeddedCluster cluster;
    private final Database database;
    private final Path directory;
    private final String schema;
    private final List<WorkerProcess> workers = new ArrayList<>();
    /** Of the first JVM. */
    private final Detours detours;

    private final List<Cut> cuts = new ArrayList<>();
    private int workersStarted;

    Round(RoundOptions options, EmbeddedCluster cluster, Database database) throws IOException {
        this.options = options;
        this.cluster = cluster;
        this.database = database;
        directory = Files.createTempDirectory("slotcache-history");
        detours = new Detours(cluster);
        schema = "r" + Long.toString(options.seed() & Long.MAX_VALUE, Character.MAX_RADIX)
                + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    }

    /** Where journals and logs are; kept. */
    Path directory() {
        return directory;
    }

    void deleteJournals() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    HistoryChecker run() throws IOException, SQLException, InterruptedException {
        return run(() -> false);
    }

    /** Ends early once there is a read that should not have been. */
    HistoryChecker runUntilStale() throws IOException, SQLException, InterruptedException {
        return run(this::isStale);
    }

    /** Of what the journals hold so far: a commit that is not there yet makes no read stale. */
    private boolean isStale() {
        try {
            return HistoryChecker.checkSoFar(directory).violationCount() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HistoryChecker run(BooleanSupplier enough) throws IOException, SQLException, InterruptedException {
        createTables();
        try {
            for (int i = 0; i < options.workers(); i++) {
                workers.add(start(i));
            }
            workers.forEach(WorkerProcess::awaitReady);
            long end = System.nanoTime() + options.duration().toNanos();
            Faults faults = new Faults(cluster, this, new SplittableRandom(options.seed()), options.faults());
            faults.untilNanos(end, enough);
            workers.forEach(WorkerProcess::stop);
            HistoryChecker checker = HistoryChecker.check(directory);
            cuts.addAll(faults.cuts());
            faults.counts()
                    .forEach((name, count) -> checker.counts().merge(Faults.COUNT_PREFIX + name, count, Long::sum));
            return checker;
        } finally {
            workers.forEach(WorkerProcess::close);
            detours.close();
        }
    }

    /** How much the JVMs have done: the length of all journals. */
    long journalledBytes() {
        try (Stream<Path> files = Files.list(directory)) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int workerCount() {
        return workers.size();
    }

    /** When the JVM with the index 0 was cut off; after the run. */
    List<Cut> cuts() {
        return cuts;
    }

    /** Of the JVM with the index 0. */
    Detours detours() {
        return detours;
    }

    WorkerProcess worker(int index) {
        return workers.get(index);
    }

    /** Kills a JVM and starts another in its place. */
    void replaceWorker(int index) {
        workers.get(index).kill();
        WorkerProcess next = start(index);
        workers.set(index, next);
        next.awaitReady();
    }

    private WorkerProcess start(int index) {
        Properties properties = new Properties();
        settings().forEach((key, value) -> properties.setProperty(key, value.toString()));
        properties.putAll(options.settings());
        if (options.isPeer()) {
            properties.setProperty(Peer.CONFIG, client(index).toString());
        } else if (index == 0) {
            properties.setProperty(
                    "hibernate.cache.slotcache.config", client(index).toString());
        } else {
            properties.setProperty("hibernate.cache.slotcache.nodes", String.join(",", cluster.nodeUris()));
        }
        properties.setProperty("worker.number", Integer.toString(index + 10 * workersStarted++));
        properties.setProperty("worker.directory", directory.toString());
        properties.setProperty("worker.seed", Long.toString(options.seed() * 31 + workersStarted));
        properties.setProperty("worker.threads", Integer.toString(options.threads()));
        properties.setProperty("worker.hot", Boolean.toString(options.hot()));
        return new WorkerProcess(options.classPath(), directory, properties);
    }

    /** The client's configuration. */
    private Path client(int index) {
        try {
            return Files.writeString(
                    directory.resolve("client-" + index + ".yaml"),
                    index == 0 ? detours.yaml() : Detours.yaml(cluster));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(databaseSettings());
        settings.put("hibernate.cache.region.factory_class", "slotcache");
        settings.put("hibernate.cache.use_query_cache", "true");
        settings.put("hibernate.cache.slotcache.namespace", schema);
        settings.put("hibernate.cache.slotcache.lease", "PT0.3S");
        settings.put("hibernate.generate_statistics", "true");
        return settings;
    }

    private Map<String, Object> databaseSettings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("hibernate.connection.url", database.url(schema));
        settings.put("hibernate.connection.username", database.user());
        settings.put("hibernate.connection.password", "");
        settings.put("hibernate.connection.pool_size", Integer.toString(options.threads() + 2));
        settings.put("hibernate.connection.isolation", options.isolation());
        return settings;
    }

    private void createTables() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        }
        Map<String, Object> settings = databaseSettings();
        settings.put("hibernate.cache.use_second_level_cache", "false");
        settings.put("hibernate.hbm2ddl.auto", "create");
        try (SessionFactory factory = Worker.sessionFactory(settings)) {
            factory.inTransaction(session -> {
                for (long id = 0; id < Kind.PLAIN.count(); id++) {
                    session.persist(new PlainRow(id, 0, 0));
                }
                for (long id = 0; id < Kind.NONSTRICT.count(); id++) {
                    session.persist(new NonstrictRow(id, 0, 0));
                }
                for (long id = 0; id < Kind.CONSTANT.count(); id++) {
                    session.persist(new ConstantRow(id, 0, 0));
                }
                for (long id = 0; id < Kind.VERSIONED.count(); id++) {
                    session.persist(new VersionedRow(id, Writes.group(id), 0, 0));
                }
                for (long id = 0; id < Kind.COLLECTION.count(); id++) {
                    session.persist(new Owner(id, 0));
                }
                for (long id = 0; id < Kind.CHILDREN.count(); id++) {
                    session.persist(new Parent(id));
                }
                for (long id = 0; id < Kind.CODE.count() * Writes.HOLDERS; id++) {
                    boolean holds = id % Writes.HOLDERS == 0;
                    session.persist(new Holder(id, holds ? Writes.code(id / Writes.HOLDERS) : "free-" + id));
                }
                for (long row = 0; row <= PairRow.rowOf(Kind.HALF.count() - 1); row++) {
                    session.persist(new PairRow(row));
                }
                session.doWork(this::createNumbers);
            });
        }
    }

    private void createNumbers(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(Registers.TABLE);
        }
        try (PreparedStatement insert = connection.prepareStatement(Registers.INSERT)) {
            for (Kind kind : Kind.values()) {
                for (long id = 0; id < kind.count(); id++) {
                    insert.setInt(1, kind.key(id));
                    insert.executeUpdate();
                }
            }
        }
    }
}
