// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

import io.slotcache.internal.config.ConnectionSource;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.redis.Denial;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.hibernate.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Tells servers that refuse us, which is for somebody to mend, from servers that are out of reach, which passes. */
final class Refusals {

    /** The answer to AUTH, or to anything without it. Redisson puts the connection and the command, without the password, behind it. */
    private static final Pattern LOGIN =
            Pattern.compile("(WRONGPASS|NOAUTH|ERR AUTH|ERR Client sent AUTH).*?(?=\\.? channel: |$)");

    private static final Pattern SERVER = Pattern.compile("R:[^/\\]]*/?([^\\]/ ]+:\\d+)]");

    private Refusals() {}

    /** Why the servers refuse us; null if they do not. */
    static @Nullable CacheException of(Throwable failure, ConnectionSource source, KeySpace keys) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException refused) {
                return refused.reason();
            }
            // Not one of Netty's kinds of it, by which it tells of a connection that was closed or too slow.
            if (cause.getClass() == SSLHandshakeException.class) {
                return SlotCacheLogger.LOG.tlsFailed(
                        source.setting(), TlsAdvice.of(cause), String.valueOf(cause.getMessage()));
            }
            Matcher login = LOGIN.matcher(String.valueOf(cause.getMessage()));
            if (login.find()) {
                return SlotCacheLogger.LOG.loginRefused(source.setting(), login.group());
            }
        }
        return Denial.is(failure)
                ? SlotCacheLogger.LOG.rightRequired(server(failure, source), Denial.rule(failure, keys))
                : null;
    }

    /** Who denied it, as far as Redisson says. */
    private static String server(Throwable failure, ConnectionSource source) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher server = SERVER.matcher(String.valueOf(cause.getMessage()));
            if (server.find()) {
                return server.group(1);
            }
        }
        return source.toString();
    }
}
