// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import io.slotcache.sample.Surroundings;
import io.slotcache.sample.app.SampleCluster;
import io.slotcache.sample.app.Stage;
import io.slotcache.sample.screen.Promises;
import io.slotcache.sample.screen.Screen;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that shows something for real and checks what it promised. Its exit code is 0 only if all of it held. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        sortOptions = false)
abstract class Demonstration implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private CommonOptions options = new CommonOptions();

    Demonstration(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Shows it. Whatever it throws counts as a promise that did not hold. */
    abstract void show(Stage stage) throws Exception;

    @Override
    public final Integer call() {
        Screen screen = surroundings.screen(options.noColor);
        Promises promises = new Promises(screen);
        guarded(promises, () -> {
            try (SampleCluster cluster = open(screen);
                    Stage stage = new Stage(screen, promises, cluster)) {
                show(stage);
            }
        });
        return promises.exitCode();
    }

    private SampleCluster open(Screen screen) {
        return options.nodes.isEmpty() ? surroundings.clusters().open(screen) : SampleCluster.of(options.nodes);
    }

    /** Runs one act; a failure of it is shown as a broken promise, with its trace in the log. */
    final void guarded(Promises promises, Act act) {
        try {
            act.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            promises.check(false, "The command ends by itself (it was interrupted)");
        } catch (Exception e) {
            LoggerFactory.getLogger(getClass()).error("The command failed", e);
            promises.check(false, "The command runs to its end (" + reason(e) + ")");
        }
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : failure.getClass().getSimpleName() + ": " + message;
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Act {
        void run() throws Exception;
    }
}
