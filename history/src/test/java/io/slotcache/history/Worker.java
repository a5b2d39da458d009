// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import io.slotcache.history.domain.Child;
import io.slotcache.history.domain.ConstantRow;
import io.slotcache.history.domain.Holder;
import io.slotcache.history.domain.NonstrictRow;
import io.slotcache.history.domain.Owner;
import io.slotcache.history.domain.PairRow;
import io.slotcache.history.domain.Parent;
import io.slotcache.history.domain.PlainRow;
import io.slotcache.history.domain.VersionedRow;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.stat.Statistics;

/**
 * One application JVM: a session factory and threads that work on it until told to stop by a byte on the standard input, or by its end, which is the end of
 * the JVM that started this one. Its first line of output is {@code ready}.
 */
final class Worker {

    static final Class<?>[] ENTITIES = {
        PlainRow.class,
        NonstrictRow.class,
        ConstantRow.class,
        VersionedRow.class,
        Owner.class,
        PairRow.class,
        Parent.class,
        Child.class,
        Holder.class
    };

    private Worker() {}

    /** @param args a properties file: {@code worker.*}, and the session factory's settings */
    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(args[0]))) {
            properties.load(in);
        }
        Map<String, Object> settings = new HashMap<>();
        properties.forEach((key, value) -> settings.put((String) key, value));
        SessionFactory factory = sessionFactory(settings);
        System.out.println("ready");
        work(factory, properties);
        factory.close();
        System.exit(0);
    }

    static SessionFactory sessionFactory(Map<String, Object> settings) {
        MetadataSources sources = new MetadataSources(
                new StandardServiceRegistryBuilder().applySettings(settings).build());
        for (Class<?> entity : ENTITIES) {
            sources.addAnnotatedClass(entity);
        }
        return sources.buildMetadata().buildSessionFactory();
    }

    private static void work(SessionFactory factory, Properties properties) throws IOException, InterruptedException {
        int number = Integer.parseInt(properties.getProperty("worker.number"));
        Path directory = Path.of(properties.getProperty("worker.directory"));
        SplittableRandom random = new SplittableRandom(Long.parseLong(properties.getProperty("worker.seed")));
        int threads = Integer.parseInt(properties.getProperty("worker.threads"));
        boolean hot = Boolean.parseBoolean(properties.getProperty("worker.hot"));
        List<WorkLoop> loops = new ArrayList<>();
        Pace pace = new Pace();
        for (int t = 0; t < threads; t++) {
            int place = number * 100 + t;
            Journal journal = new Journal(directory.resolve(Journal.name(number, t)));
            loops.add(new WorkLoop(new UnitOfWork(factory, journal, random.split(), pace, place, hot)));
        }
        loops.forEach(Thread::start);
        // A byte, or the end of the stream: both say stop.
        System.in.read();
        for (WorkLoop loop : loops) {
            loop.finish();
        }
        try (Journal counts = new Journal(directory.resolve("w" + number + "-counts.journal"))) {
            count(factory.getStatistics(), counts);
        }
    }

    private static void count(Statistics statistics, Journal journal) {
        journal.count("hits", statistics.getSecondLevelCacheHitCount());
        journal.count("misses", statistics.getSecondLevelCacheMissCount());
        journal.count("query-hits", statistics.getQueryCacheHitCount());
        journal.count("query-misses", statistics.getQueryCacheMissCount());
        journal.count("natural-id-hits", statistics.getNaturalIdCacheHitCount());
        journal.count("natural-id-misses", statistics.getNaturalIdCacheMissCount());
        journal.count("transactions", statistics.getSuccessfulTransactionCount());
    }

    /** One thread. */
    private static final class WorkLoop extends Thread {

        private final UnitOfWork work;
        private volatile boolean stopped;

        WorkLoop(UnitOfWork work) {
            this.work = work;
        }

        @Override
        public void run() {
            while (!stopped) {
                work.next();
            }
            work.close();
        }

        void finish() throws InterruptedException {
            stopped = true;
            join();
        }
    }
}
