// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.log;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import org.hibernate.cache.CacheException;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** All messages and exceptions of SlotCache. Ids never change their meaning; {@code docs/troubleshooting.md} has an entry for each. */
@MessageLogger(projectCode = "SLOTCACHE", length = 4)
@ValidIdRange(min = 1, max = 999)
public interface SlotCacheLogger extends BasicLogger {

    SlotCacheLogger LOG = Logger.getMessageLogger(MethodHandles.lookup(), SlotCacheLogger.class, "io.slotcache");

    @LogMessage(level = INFO)
    @Message(
            id = 1,
            value = "SlotCache is connected to %s: namespace '%s', %s partitions on %s masters, lease %s ms. %s")
    void connected(String topology, String namespace, int partitions, int masters, long lease, String promise);

    @LogMessage(level = WARN)
    @Message(
            id = 2,
            value =
                    "Redis cannot be reached at %s; the application goes on without the second-level cache and SlotCache"
                            + " keeps trying: %s")
    void notConnected(String where, String cause);

    @LogMessage(level = ERROR)
    @Message(id = 3, value = "SlotCache could not start")
    void startFailed(@Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 4, value = "SlotCache is switched off until the next start, the application goes on without it: %s")
    void disabled(String reason);

    @LogMessage(level = WARN)
    @Message(
            id = 5,
            value =
                    "The master of slot %s has not heard a majority of the masters within %s ms, so its partitions are not"
                            + " read until it does")
    void masterIsolated(int slot, long contactAgeMillis);

    @LogMessage(level = ERROR)
    @Message(id = 6, value = "The keeper of leases failed and will try again at its next tick")
    void keeperFailed(@Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 7, value = "Reading '%s' failed and counts as a miss: %s")
    void readFailed(String key, String cause);

    @LogMessage(level = WARN)
    @Message(
            id = 8,
            value = "A soft lock on '%s' was not acknowledged within %s ms; the transaction goes on, and the entry's"
                    + " partition gets a new term when Redis answers again (on_lock_failure=available): %s")
    void lockMissed(String key, long timeoutMillis, String cause);

    @LogMessage(level = WARN)
    @Message(id = 9, value = "Evicting '%s' failed; its partition gets a new term when Redis answers again: %s")
    void evictFailed(String key, String cause);

    @LogMessage(level = WARN)
    @Message(id = 10, value = "'%s' is not cached: %s")
    void notCacheable(String entity, String reason);

    @LogMessage(level = WARN)
    @Message(id = 11, value = "An entry of region '%s' cannot be read and counts as a miss: %s")
    void undecodable(String region, String cause);

    @LogMessage(level = WARN)
    @Message(
            id = 12,
            value =
                    "Settings for region '%s' have no effect: nothing that this application caches is in a region of that"
                            + " name; if it is a query's, they count from its first use on")
    void unknownRegion(String region);

    @LogMessage(level = WARN)
    @Message(
            id = 13,
            value =
                    "cluster-node-timeout cannot be read (%s) and is taken to be %s ms. If it is less, a failover can be"
                            + " followed by stale reads; grant CONFIG|GET to the user, or keep the server's default")
    void nodeTimeoutUnknown(String cause, long millis);

    @LogMessage(level = ERROR)
    @Message(
            id = 14,
            value =
                    "After the completion of a transaction its locks could not be released; they stay until their deadline,"
                            + " and the rows they cover are read from the database meanwhile")
    void completionFailed(@Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 15, value = "Overruled in the Redisson configuration, because the promise needs it: %s")
    void overruled(String what);

    @LogMessage(level = WARN)
    @Message(
            id = 17,
            value =
                    "Query results of region '%s' are not cached: this version of Hibernate keeps what queries are made of out of"
                            + " reach, or a closed module does")
    void queriesOutOfReach(String region);

    @LogMessage(level = WARN)
    @Message(
            id = 30,
            value =
                    "The master at %s does not answer: its partitions are read from the database, and nobody waits for it, until it does")
    void breakerOpened(String master);

    @LogMessage(level = INFO)
    @Message(id = 31, value = "The master at %s answers again, after %s ms; its partitions are read again")
    void breakerClosed(String master, long millis);

    @LogMessage(level = WARN)
    @Message(
            id = 40,
            value =
                    "The Redisson client from %s can notice late that a master is gone; SlotCache leaves it as it is: %s")
    void clientCanBeLate(String source, String advice);

    @LogMessage(level = WARN)
    @Message(
            id = 41,
            value =
                    "Fewer than %s replicas (min-replicas-to-write) have followed the master within %s ms: another may have"
                            + " been promoted, so nothing is read until they do")
    void masterNotFollowed(int replicas, long contactAgeMillis);

    @LogMessage(level = WARN)
    @Message(
            id = 36,
            value = "'%s' takes %s bytes and is not stored; hibernate.cache.slotcache.entry_size_limit is %s bytes in"
                    + " region '%s'")
    void entryTooLarge(String key, int bytes, int limit, String region);

    @LogMessage(level = WARN)
    @Message(
            id = 37,
            value =
                    "Region '%s' has entries of another codec than '%s', which count as misses and are replaced: another"
                            + " node's hibernate.cache.slotcache.codec differs, or this one's has just been changed")
    void otherFormat(String region, String format);

    @LogMessage(level = INFO)
    @Message(id = 42, value = "Taken over from the settings of Redisson Hibernate: %s")
    void migrated(String settings);

    @LogMessage(level = WARN)
    @Message(
            id = 43,
            value = "Settings of Redisson Hibernate that mean nothing to SlotCache, and what happens instead: %s")
    void notMigrated(String settings);

    @LogMessage(level = WARN)
    @Message(
            id = 44,
            value =
                    "The Redis user that SlotCache logs in as lacks a right at %s, so reads miss and locks fail, and the application"
                            + " goes on. Grant it, on every server, with ACL SETUSER <user> %s")
    void rightMissing(String master, String rules);

    @Message(
            id = 101,
            value = "A soft lock on '%s' was not acknowledged within %s ms, so the transaction must not commit"
                    + " (on_lock_failure=strict): %s")
    CacheException lockRequired(String key, long timeoutMillis, String cause);

    @Message(
            id = 102,
            value = "Region '%s' asks for access type TRANSACTIONAL, which needs a cache that takes part in the JTA"
                    + " transaction; Redis does not. Use READ_WRITE: with SlotCache it never serves data that was rolled"
                    + " back or replaced")
    CacheException transactionalRefused(String region);

    @Message(id = 103, value = "'%s' is cached READ_ONLY and cannot be changed; use READ_WRITE or NONSTRICT_READ_WRITE")
    UnsupportedOperationException readOnly(String key);

    @Message(
            id = 104,
            value = "Namespace '%s' is laid out as '%s', and this application wants '%s'. Applications that share a"
                    + " namespace must agree: give this one a namespace of its own (hibernate.cache.slotcache.namespace)"
                    + " or the same partitions (hibernate.cache.slotcache.partitions)")
    CacheException layoutMismatch(String namespace, String theirs, String ours);

    @Message(
            id = 105,
            value =
                    "A lease of %s ms is too long for cluster-node-timeout %s ms: set hibernate.cache.slotcache.lease to at"
                            + " most %s ms, or raise the time-out")
    CacheException leaseTooLong(long leaseMillis, long nodeTimeoutMillis, long longestMillis);

    @Message(
            id = 106,
            value = "Region '%s' cannot be locked in Redis within %s ms, so the transaction must not commit"
                    + " (on_lock_failure=strict): %s")
    CacheException regionLockRequired(String region, long timeoutMillis, String cause);

    @Message(
            id = 107,
            value =
                    "hibernate.cache.query_cache_factory gives a timestamps cache that SlotCache cannot work with: %s. Remove the"
                            + " setting; SlotCache brings its own")
    CacheException timestampsCacheRefused(String factory);

    @Message(
            id = 132,
            value =
                    "The Redis user that SlotCache logs in as lacks a right at %s. Grant it, on every server, with ACL SETUSER"
                            + " <user> %s")
    CacheException rightRequired(String where, String rules);

    @Message(
            id = 133,
            value =
                    "The server at %s does not know commands that SlotCache needs: %s. Take out rename-command, or whatever else"
                            + " disables them")
    CacheException commandsUnknown(String where, String commands);

    @Message(id = 134, value = "The servers do not accept the user and password of %s: %s")
    CacheException loginRefused(String setting, String answer);

    @Message(id = 135, value = "There is no TLS connection to the servers of %s: %s (%s)")
    CacheException tlsFailed(String setting, String advice, String cause);

    @Message(id = 140, value = "There is no Redisson client from %s: %s")
    CacheException clientNotFound(String source, String reason, @Cause Throwable cause);

    @Message(id = 141, value = "The Redisson client from %s cannot be used: it is %s; %s")
    CacheException clientNotUsable(String source, String what, String expected);

    @Message(
            id = 142,
            value =
                    "The Redisson client that the application supplied was shut down. Close the session factory first, or"
                            + " let nobody else shut the client down")
    CacheException clientShutDown();

    @Message(
            id = 143,
            value = "The server is a node of a cluster, and Redisson is configured for %s: use"
                    + " hibernate.cache.slotcache.nodes, or clusterServersConfig in a Redisson YAML or client")
    CacheException nodeOfCluster(String topology);

    @Message(
            id = 131,
            value = "Jackson is missing, and hibernate.cache.slotcache.codec=json needs it: put"
                    + " com.fasterxml.jackson.core:jackson-core, 2.15 or newer, on the class path, or set the codec to"
                    + " binary")
    CacheException jacksonMissing();
}
