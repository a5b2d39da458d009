// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What SlotCache logs from the start of this object until its end. */
final class CapturedLog implements AutoCloseable {

    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    CapturedLog() {
        events.start();
        logger().addAppender(events);
    }

    /** Messages with this id, such as {@code SLOTCACHE0001}, in order. */
    List<String> messages(String id) {
        return List.copyOf(events.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.startsWith(id))
                .toList();
    }

    @Override
    public void close() {
        logger().detachAppender(events);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("io.slotcache");
    }
}
