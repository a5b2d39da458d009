// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static io.slotcache.it.CallRow.row;

import io.slotcache.it.Accounts.Strict;
import io.slotcache.it.CallRow.Preparation;
import io.slotcache.it.Things.Plain;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Cache;

/** Rows of {@link CallsIT}: evictions by the application, of what is cached or is not. */
final class EvictionCalls {

    private EvictionCalls() {}

    static List<CallRow> rows() {
        return List.of(
                row("`evict` an entity").sends("EVICT entity").waits(1).of(on(cache -> cache.evict(Plain.class, 1L))),
                row("`evictEntityData` of an entity")
                        .sends("EVICT entity")
                        .waits(1)
                        .of(on(cache -> cache.evictEntityData(Plain.class, 1L))),
                row("`evictCollectionData` of an owner")
                        .sends("EVICT collection")
                        .waits(1)
                        .of(on(cache -> cache.evictCollectionData(Playlists.role("tags"), 1L))),
                row("`evict` all entities of a type, or a region")
                        .sends("EVICT_REGION entity × 256")
                        .waits(1)
                        .of("evict", on(cache -> cache.evict(Plain.class)))
                        .of("evictEntityData", on(cache -> cache.evictEntityData(Plain.class)))
                        .of("evictRegion", on(cache -> cache.evictRegion(Plain.class.getName()))),
                row("`evictCollectionData` of a role")
                        .sends("EVICT_REGION collection × 256")
                        .waits(1)
                        .of(on(cache -> cache.evictCollectionData(Playlists.role("tags")))),
                row("`evictNaturalIdData` of an entity")
                        .sends("EVICT_REGION natural id × 256")
                        .waits(1)
                        .of(on(cache -> cache.evictNaturalIdData(Strict.class))),
                row("`evictDefaultQueryRegion`")
                        .sends("EVICT_REGION result × 256")
                        .waits(1)
                        .of(on(Cache::evictDefaultQueryRegion)),
                row("`evictAll`, JPA")
                        .sends("EVICT_REGION entity × 3328")
                        .waits(13)
                        .of(on(Cache::evictAll)),
                row("`evictAllRegions`")
                        .sends(
                                "EVICT_REGION entity × 3328",
                                "EVICT_REGION collection × 1024",
                                "EVICT_REGION natural id × 768",
                                "EVICT_REGION result × 512")
                        .waits(22)
                        .of(on(Cache::evictAllRegions)));
    }

    private static Preparation on(Consumer<Cache> eviction) {
        return node -> () -> eviction.accept(node.factory().getCache());
    }
}
