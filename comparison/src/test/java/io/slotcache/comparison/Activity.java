// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.SessionFactory;
import org.hibernate.stat.CacheRegionStatistics;
import org.hibernate.stat.Statistics;

/** What has been tried: a cache that keeps nothing answers right as well. */
final class Activity {

    private final Map<OperationKind, Integer> kinds = new EnumMap<>(OperationKind.class);
    private final Set<Species> species = new HashSet<>();

    /** Answers of one unit. */
    void note(List<Answer> answers) {
        for (Answer answer : answers) {
            if (answer.isActive()) {
                kinds.merge(answer.operation().kind(), 1, Integer::sum);
                species.add(answer.operation().species());
            }
        }
    }

    /** Kinds of operations that found something to do. */
    Set<OperationKind> kinds() {
        return kinds.keySet();
    }

    /** Species that something was done with. */
    Set<Species> species() {
        return species;
    }

    /** Hits of each region since the start. */
    static Map<String, Long> hits(Subject subject) {
        Map<String, Long> hits = new TreeMap<>();
        for (SessionFactory node : subject.nodes()) {
            Statistics statistics = node.getStatistics();
            for (String region : statistics.getSecondLevelCacheRegionNames()) {
                CacheRegionStatistics ofRegion = statistics.getCacheRegionStatistics(region);
                if (ofRegion != null) {
                    hits.merge(region, ofRegion.getHitCount(), Long::sum);
                }
            }
        }
        return hits;
    }

    @Override
    public String toString() {
        return kinds.toString();
    }
}
