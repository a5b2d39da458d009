// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Everything that SlotCache logs, and that Redisson, Netty and Hibernate log from INFO on, from the start of this object until its end. */
final class SecretsWatch implements AutoCloseable {

    private static final Map<String, Level> LEVELS = Map.of(
            "io.slotcache", Level.TRACE,
            "org.redisson", Level.INFO,
            "io.netty", Level.INFO,
            "org.hibernate.cache", Level.TRACE);

    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Map<Logger, Level> before = new LinkedHashMap<>();

    SecretsWatch() {
        events.start();
        LEVELS.forEach((name, level) -> {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            before.put(logger, logger.getLevel());
            logger.setLevel(level);
            logger.addAppender(events);
        });
    }

    /** That none of these was logged, as it is or percent-encoded; of exceptions, their causes count too. */
    void assertNoneSaid(String... secrets) {
        List<String> said =
                List.copyOf(events.list).stream().map(SecretsWatch::text).toList();
        assertThat(said).as("that anything was logged").isNotEmpty();
        for (String secret : secrets) {
            assertThat(said).noneMatch(text -> text.contains(secret));
        }
    }

    static void assertNoneSaid(Throwable failure, String... secrets) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(secrets);
    }

    private static String text(ILoggingEvent event) {
        String trace = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getLoggerName() + " " + event.getFormattedMessage() + " " + trace;
    }

    @Override
    public void close() {
        before.forEach((logger, level) -> {
            logger.detachAppender(events);
            logger.setLevel(level);
        });
    }
}
