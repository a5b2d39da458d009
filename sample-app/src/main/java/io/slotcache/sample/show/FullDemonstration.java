// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import io.slotcache.sample.Surroundings;
import io.slotcache.sample.app.Stage;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All demonstrations one after the other, on one cluster and one database. One that fails doesn't keep the next from being shown. */
@Command(name = "demo", description = "Shows everything below, in this order.")
final class FullDemonstration extends Demonstration {

    private final List<Demonstration> acts;
    private final FailoverDemonstration failover;

    @Mixin
    private FailoverConsent consent = new FailoverConsent();

    FullDemonstration(Surroundings surroundings, Collection<Demonstration> acts, FailoverDemonstration failover) {
        super(surroundings);
        this.acts = List.copyOf(acts);
        this.failover = failover;
    }

    @Override
    void show(Stage stage) {
        failover.consent(consent);
        acts.forEach(act -> guarded(stage.promises(), () -> act.show(stage)));
    }
}
