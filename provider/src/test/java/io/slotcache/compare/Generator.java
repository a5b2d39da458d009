// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.compare;

import io.slotcache.compare.OperationKind.In;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.hibernate.CacheMode;
import org.jspecify.annotations.Nullable;

/**
 * Units of work from a seed: the same on every machine. Each seed has a cast of a few species, and each unit a few of these, so that rows are met again
 * while they are cached.
 */
final class Generator {

    /** Fixed by name: what a seed means must not depend on the JVM's default. */
    private static final String ALGORITHM = "L64X128MixRandom";

    private static final CacheMode[] RARE_MODES = {CacheMode.GET, CacheMode.PUT, CacheMode.REFRESH, CacheMode.IGNORE};

    private final RandomGenerator random;
    private final List<Species> cast;
    private int node;

    Generator(long seed, int castSize) {
        random = RandomGeneratorFactory.of(ALGORITHM).create(seed);
        List<Species> shuffled = new ArrayList<>(Species.ALL);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        cast = shuffled.subList(0, Math.min(castSize, shuffled.size()));
    }

    /** First the cast enters, then anything may happen. */
    List<UnitOfWork> units(int count) {
        List<UnitOfWork> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Seldom another: what one node has changed the other cannot cache at once.
            node = random.nextInt(3) == 0 ? 1 - node : node;
            units.add(i < count / 10 ? entry() : unit(true));
        }
        return units;
    }

    private UnitOfWork entry() {
        List<Operation> operations = new ArrayList<>();
        for (int row = 1; row <= Species.ROWS; row++) {
            operations.add(new Operation(OperationKind.CREATE, anyOf(cast), row, random.nextInt()));
        }
        return new UnitOfWork(node, In.SESSION, CacheMode.NORMAL, true, true, true, operations, -1, null);
    }

    private UnitOfWork unit(boolean mayBeInterrupted) {
        In in = random.nextInt(6) == 0 ? In.STATELESS_SESSION : In.SESSION;
        boolean readsOnly = random.nextInt(5) < 2;
        List<Species> able = cast.stream()
                .filter(species -> in == In.SESSION || species.isForStatelessSessions())
                .toList();
        List<Species> few = List.of(anyOf(able), anyOf(able), anyOf(able));
        boolean interrupted = mayBeInterrupted && random.nextInt(8) == 0;
        List<Operation> operations = new ArrayList<>();
        int reads = interrupted ? 1 + random.nextInt(3) : 0;
        for (int i = 0; i < reads; i++) {
            operations.add(operation(few, in, true));
        }
        int more = 1 + random.nextInt(6);
        for (int i = 0; i < more; i++) {
            operations.add(operation(few, in, readsOnly));
        }
        return new UnitOfWork(
                mayBeInterrupted ? node : random.nextInt(2),
                in,
                random.nextInt(12) == 0 ? RARE_MODES[random.nextInt(RARE_MODES.length)] : CacheMode.NORMAL,
                random.nextInt(8) != 0,
                !readsOnly || random.nextInt(3) != 0,
                random.nextInt(8) != 0,
                operations,
                interrupted ? reads : -1,
                interruption(interrupted));
    }

    private @Nullable UnitOfWork interruption(boolean interrupted) {
        return interrupted ? unit(false) : null;
    }

    private Operation operation(List<Species> few, In in, boolean readOnly) {
        return new Operation(kind(in, readOnly), anyOf(few), 1 + random.nextInt(Species.ROWS), random.nextInt());
    }

    private OperationKind kind(In in, boolean readOnly) {
        List<OperationKind> kinds = Arrays.stream(OperationKind.values())
                .filter(kind -> kind.isFor(in) && (!readOnly || kind.isRead()))
                .toList();
        int dice = random.nextInt(kinds.stream().mapToInt(OperationKind::weight).sum());
        for (OperationKind kind : kinds) {
            dice -= kind.weight();
            if (dice < 0) {
                return kind;
            }
        }
        throw new IllegalStateException();
    }

    private Species anyOf(List<Species> species) {
        return species.get(random.nextInt(species.size()));
    }
}
