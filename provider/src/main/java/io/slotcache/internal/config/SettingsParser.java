// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import io.slotcache.SlotCacheSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the configuration of what the user has set. The only place where setting strings are read. */
public final class SettingsParser {

    private final GivenSettings given;
    private final RedissonHibernateSettings redisson;

    private SettingsParser(GivenSettings given, RedissonHibernateSettings redisson) {
        this.given = given;
        this.redisson = redisson;
    }

    /**
     * Reads the keys that begin with {@link SlotCacheSettings#PREFIX}, of Hibernate's own the one for who makes cache keys,
     * and those of Redisson Hibernate; others are not looked at. Touches neither files, but for the names of resources, nor
     * network.
     *
     * @throws InvalidSettingException naming every key that is misspelt and every value that can't be used
     */
    public static SlotCacheConfiguration parse(Map<String, Object> settings) {
        GivenSettings given = new GivenSettings(settings);
        RedissonHibernateSettings redisson = new RedissonHibernateSettings(settings, given);
        SlotCacheConfiguration configuration = new SettingsParser(given, redisson).configuration();
        given.throwIfInvalid();
        return configuration;
    }

    /** Where a value can't be used the default stands in, until the problem is thrown. */
    private SlotCacheConfiguration configuration() {
        Duration commandTimeout = given.read(Setting.COMMAND_TIMEOUT);
        Duration lease = given.read(Setting.LEASE);
        RegionSettings defaults = new RegionSettings(
                given.read(Setting.TIME_TO_LIVE),
                given.read(Setting.MAX_IDLE),
                given.read(Setting.LOCK_TIMEOUT),
                given.read(Setting.ON_LOCK_FAILURE),
                given.read(Setting.ENTRY_SIZE_LIMIT),
                given.read(Setting.CODEC));
        Map<String, RegionSettings> overrides = new HashMap<>();
        given.regions().forEach(region -> overrides.put(region, override(region, defaults)));
        SlotCacheConfiguration configuration = new SlotCacheConfiguration(
                given.read(Setting.NAMESPACE),
                given.read(Setting.PARTITIONS),
                commandTimeout,
                lease,
                given.read(Setting.ALLOWED_CLASSES.key(), Setting.ALLOWED_CLASSES)
                        .orElse(List.of()),
                defaults,
                overrides,
                redisson.migration(),
                source());
        checkLockTimeouts(configuration);
        checkMaxIdle(configuration);
        return configuration;
    }

    private RegionSettings override(String region, RegionSettings defaults) {
        return new RegionSettings(
                inRegion(region, Setting.TIME_TO_LIVE, defaults.timeToLive()),
                inRegion(region, Setting.MAX_IDLE, defaults.maxIdle()),
                inRegion(region, Setting.LOCK_TIMEOUT, defaults.lockTimeout()),
                inRegion(region, Setting.ON_LOCK_FAILURE, defaults.onLockFailure()),
                inRegion(region, Setting.ENTRY_SIZE_LIMIT, defaults.entrySizeLimit()),
                inRegion(region, Setting.CODEC, defaults.codec()));
    }

    private <T> T inRegion(String region, Setting<T> setting, T inherited) {
        return given.read(SlotCacheSettings.forRegion(region, setting.key()), setting)
                .orElse(inherited);
    }

    private ConnectionSource source() {
        ConnectionSource nodes = nodesOrSentinels();
        refuseFurtherSources();
        return given.read(SlotCacheSettings.CLIENT, Setting.CLIENT)
                .<ConnectionSource>map(ConnectionSource.Client::new)
                .or(() -> given.read(SlotCacheSettings.CLIENT_PROVIDER, Setting.CLIENT_PROVIDER)
                        .map(ConnectionSource.Provider::new))
                .or(() -> given.read(SlotCacheSettings.JNDI_NAME, Setting.JNDI_NAME)
                        .map(name -> new ConnectionSource.JndiName(SlotCacheSettings.JNDI_NAME, name)))
                .or(() -> given.read(SlotCacheSettings.CONFIG, Setting.CONFIG)
                        .map(location -> new ConnectionSource.RedissonYaml(SlotCacheSettings.CONFIG, location)))
                .or(() -> given.has(SlotCacheSettings.NODES) ? Optional.empty() : redisson.source())
                .orElse(nodes);
    }

    private ConnectionSource nodesOrSentinels() {
        ConnectionSource.Nodes nodes = given.read(Setting.NODES);
        if (given.has(SlotCacheSettings.SENTINEL_MASTER) && !given.has(SlotCacheSettings.NODES)) {
            given.complain(
                    SlotCacheSettings.SENTINEL_MASTER,
                    "expected beside " + SlotCacheSettings.NODES + ", which then has the addresses of the Sentinels");
        }
        return given.read(SlotCacheSettings.SENTINEL_MASTER, Setting.SENTINEL_MASTER)
                .<ConnectionSource>map(master -> new ConnectionSource.Sentinels(nodes, master))
                .orElse(nodes);
    }

    private void refuseFurtherSources() {
        List<String> sources =
                Setting.SOURCES.stream().map(Setting::key).filter(given::has).toList();
        for (String further : sources.subList(Math.min(1, sources.size()), sources.size())) {
            given.complain(further, "expected to be left out, since " + sources.get(0) + " says where the servers are");
        }
    }

    /** The limits of the other settings are such that the default of the lock timeout suits them all. */
    private void checkLockTimeouts(SlotCacheConfiguration configuration) {
        checkLockTimeout(SlotCacheSettings.LOCK_TIMEOUT, configuration.defaults(), configuration);
        for (String region : given.regions()) {
            String key = SlotCacheSettings.forRegion(region, SlotCacheSettings.LOCK_TIMEOUT);
            checkLockTimeout(key, configuration.ownSettings(region), configuration);
        }
    }

    private void checkLockTimeout(String key, RegionSettings settings, SlotCacheConfiguration configuration) {
        // A lock that was in place when it was last looked at must not expire before the commit, however long that may
        // be stalled: see LeaseTiming.hold.
        Duration least = configuration.lease().multipliedBy(3).plus(configuration.commandTimeout());
        boolean comparable =
                isComparable(key, SlotCacheSettings.LEASE) && isComparable(key, SlotCacheSettings.COMMAND_TIMEOUT);
        if (comparable && settings.lockTimeout().compareTo(least) < 0) {
            given.complain(
                    key,
                    "expected no less than three times " + SlotCacheSettings.LEASE + " and "
                            + SlotCacheSettings.COMMAND_TIMEOUT + ", together " + least);
        }
    }

    /** One that is inherited may exceed the time to live that a region has of its own: there it has no effect. */
    private void checkMaxIdle(SlotCacheConfiguration configuration) {
        checkMaxIdle(SlotCacheSettings.MAX_IDLE, SlotCacheSettings.TIME_TO_LIVE, configuration.defaults());
        for (String region : given.regions()) {
            String ownLimit = SlotCacheSettings.forRegion(region, SlotCacheSettings.TIME_TO_LIVE);
            checkMaxIdle(
                    SlotCacheSettings.forRegion(region, SlotCacheSettings.MAX_IDLE),
                    given.has(ownLimit) ? ownLimit : SlotCacheSettings.TIME_TO_LIVE,
                    configuration.ownSettings(region));
        }
    }

    private void checkMaxIdle(String key, String limitKey, RegionSettings settings) {
        if (isComparable(key, limitKey) && settings.maxIdle().compareTo(settings.timeToLive()) > 0) {
            given.complain(key, "expected no more than " + limitKey + ", which is " + settings.timeToLive());
        }
    }

    private boolean isComparable(String key, String limitKey) {
        return given.has(key) && !given.isRefused(key) && !given.isRefused(limitKey);
    }
}
