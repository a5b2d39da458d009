// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import io.slotcache.comparison.OperationKind.In;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.hibernate.CacheMode;

/**
 * Units of work from a seed: the same on every machine. Reads are of few kinds and come again, so that they find what others have put into the cache.
 */
final class Generator {

    /** Fixed by name: what a seed means must not depend on the JVM's default. */
    private static final String ALGORITHM = "L64X128MixRandom";

    private static final CacheMode[] RARE_MODES = {CacheMode.GET, CacheMode.PUT, CacheMode.REFRESH, CacheMode.IGNORE};

    private final RandomGenerator random;
    private final List<Species> cast;
    private final int[] commonDice;
    private final List<UnitOfWork> earlierReads = new ArrayList<>();
    private int node;

    Generator(long seed, List<Species> cast) {
        random = RandomGeneratorFactory.of(ALGORITHM).create(seed);
        this.cast = cast;
        commonDice = new int[] {Census.DICE, random.nextInt(), random.nextInt(), random.nextInt()};
    }

    /**
     * First the cast enters, then each kind of operation is met once, and then anything may happen.
     *
     * @param count of the units in the last part
     */
    List<UnitOfWork> units(int count) {
        List<UnitOfWork> units = new ArrayList<>();
        List<Species> entering = new ArrayList<>(cast);
        // First those that others refer to.
        Collections.reverse(entering);
        entering.forEach(species -> units.add(entry(species)));
        for (OperationKind kind : OperationKind.values()) {
            units.add(unitOf(kind));
        }
        for (int i = 0; i < count; i++) {
            // Seldom another: what one node has changed the other cannot cache at once.
            node = random.nextInt(3) == 0 ? 1 - node : node;
            units.add(next());
        }
        return units;
    }

    private UnitOfWork entry(Species species) {
        List<Operation> operations = new ArrayList<>();
        for (int row = 1; row < Species.ROWS; row++) {
            operations.add(new Operation(OperationKind.CREATE, species, row, random.nextInt()));
        }
        return new UnitOfWork(node, In.SESSION, CacheMode.NORMAL, true, true, true, operations, -1, null);
    }

    /** One kind on three species. */
    private UnitOfWork unitOf(OperationKind kind) {
        In in = kind.isFor(In.SESSION) ? In.SESSION : In.STATELESS_SESSION;
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            operations.add(new Operation(kind, anyOf(able(in)), 1 + random.nextInt(Species.ROWS), dice(kind)));
        }
        return new UnitOfWork(node, in, CacheMode.NORMAL, true, true, true, operations, -1, null);
    }

    private List<Species> able(In in) {
        return cast.stream()
                .filter(species -> in == In.SESSION || species.isForStatelessSessions())
                .toList();
    }

    private int dice(OperationKind kind) {
        return kind.isRead() ? commonDice[random.nextInt(commonDice.length)] : random.nextInt();
    }

    private UnitOfWork next() {
        if (!earlierReads.isEmpty() && random.nextInt(4) == 0) {
            return earlierReads.get(random.nextInt(earlierReads.size())).onNode(node);
        }
        boolean readsOnly = random.nextInt(5) < 2;
        UnitOfWork unit = unit(readsOnly, random.nextInt(8) == 0);
        if (readsOnly && unit.interruption() == null) {
            earlierReads.add(unit);
        }
        return unit;
    }

    private UnitOfWork unit(boolean readsOnly, boolean interrupted) {
        In in = random.nextInt(6) == 0 ? In.STATELESS_SESSION : In.SESSION;
        List<Species> able = able(in);
        List<Species> few = List.of(anyOf(able), anyOf(able), anyOf(able));
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
                node,
                in,
                random.nextInt(12) == 0 ? RARE_MODES[random.nextInt(RARE_MODES.length)] : CacheMode.NORMAL,
                random.nextInt(8) != 0,
                !readsOnly || random.nextInt(3) != 0,
                random.nextInt(8) != 0,
                operations,
                interrupted ? reads : -1,
                interrupted ? unit(random.nextInt(4) == 0, false).onNode(random.nextInt(2)) : null);
    }

    private Operation operation(List<Species> few, In in, boolean readOnly) {
        OperationKind kind = kind(in, readOnly);
        return new Operation(kind, anyOf(few), 1 + random.nextInt(Species.ROWS), dice(kind));
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
