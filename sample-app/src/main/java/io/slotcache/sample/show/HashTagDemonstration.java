// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import io.slotcache.SlotCacheStatistics.EntryLocation;
import io.slotcache.sample.Surroundings;
import io.slotcache.sample.app.ApplicationNode;
import io.slotcache.sample.app.ApplicationNode.Reference;
import io.slotcache.sample.app.Stage;
import io.slotcache.sample.model.LastActive;
import io.slotcache.sample.model.SampleData;
import io.slotcache.sample.model.User;
import io.slotcache.sample.model.UserProfile;
import io.slotcache.sample.model.UserSettings;
import io.slotcache.sample.redis.NodeLine;
import io.slotcache.sample.redis.RedisErrorException;
import io.slotcache.sample.redis.RedisNode;
import io.slotcache.sample.redis.Slots;
import io.slotcache.sample.screen.Style;
import io.slotcache.sample.screen.Table;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** What the tag in a key is for. */
@Command(
        name = "hashtags",
        description = "All that belongs to user 123 in one slot, read at once; and what happens without a tag.")
final class HashTagDemonstration extends Demonstration {

    private static final List<Class<?>> ENTITIES =
            List.of(User.class, UserProfile.class, UserSettings.class, LastActive.class);

    HashTagDemonstration(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void show(Stage stage) throws Exception {
        stage.screen().title("Hash tags");
        try (ApplicationNode node = stage.startNode()) {
            boolean cached = node.warmUp(ENTITIES.stream()
                    .map(entity -> new Reference(entity, SampleData.JOHN))
                    .toList());
            List<EntryLocation> places = ENTITIES.stream()
                    .map(entity -> node.slotCache().locate(entity, SampleData.JOHN))
                    .toList();
            showKeys(stage, node, places);
            stage.promises().check(cached, "The four entities are cached");
            List<String> keys = places.stream().map(EntryLocation::key).toList();
            List<?> values = showOneRead(stage, keys);
            showWithoutTag(stage, keys, values);
        }
    }

    private static void showKeys(Stage stage, ApplicationNode node, List<EntryLocation> places) {
        stage.screen().heading("User 123 and all that shares its identifier");
        User john = node.find(User.class, SampleData.JOHN);
        UserSettings settings = node.find(UserSettings.class, SampleData.JOHN);
        stage.screen()
                .text(john.name() + ", theme " + settings.theme()
                        + ". Four entities, four regions, one identifier: one tag, one slot.");
        Table table = new Table("key", ">slot", "master");
        for (EntryLocation place : places) {
            NodeLine master = stage.redis().masterOf(place.slot());
            table.row(place.key(), Integer.toString(Slots.of(place.key())), master.address());
        }
        stage.screen().table(table);
        stage.promises()
                .check(
                        john.name().equals("John") && settings.theme().equals("dark"),
                        "The cache answers with John and his dark theme");
        stage.promises()
                .check(
                        places.stream()
                                        .map(place -> Slots.of(place.key()))
                                        .distinct()
                                        .count()
                                == 1,
                        "All four keys share one slot");
    }

    private static List<?> showOneRead(Stage stage, List<String> keys) {
        stage.screen().heading("One round trip for all four");
        try (RedisNode node = stage.redis().connect(stage.redis().masterOf(Slots.of(keys.get(0))))) {
            long before = stage.redis().calls("mget");
            List<?> values = (List<?>) node.command(mget(keys));
            long calls = stage.redis().calls("mget") - before;
            int bytes = values == null
                    ? 0
                    : values.stream()
                            .mapToInt(value -> String.valueOf(value).length())
                            .sum();
            stage.screen().line("MGET of the four keys → 4 values, " + bytes + " bytes", Style.PLAIN);
            stage.promises().check(values != null && !values.contains(null), "One MGET answered with all four entries");
            stage.promises().check(calls == 1, "The masters carried out one MGET (INFO commandstats: " + calls + ")");
            return values == null ? List.of() : values;
        }
    }

    private static void showWithoutTag(Stage stage, List<String> tagged, List<?> values) {
        stage.screen().heading("The same four entries under keys without a tag");
        try (UntaggedCopies copies = UntaggedCopies.write(stage, tagged, values)) {
            Table table = new Table("key", ">slot", "master");
            copies.keys()
                    .forEach(key -> table.row(
                            key,
                            Integer.toString(Slots.of(key)),
                            stage.redis().masterOf(Slots.of(key)).address()));
            stage.screen().table(table);
            String error = copies.errorOfOneRead();
            stage.screen().line("MGET of the four keys → " + error, Style.WARN);
            stage.promises()
                    .check(error.startsWith("CROSSSLOT"), "Without a tag the server refuses the MGET with CROSSSLOT");
            UntaggedCopies.Pipelined read = copies.readPipelined();
            stage.screen()
                    .line(
                            "A pipeline of GETs to each master concerned → 4 values in " + read.roundTrips()
                                    + " round trips",
                            Style.PLAIN);
            stage.promises().check(read.values().equals(values), "The pipelined read brings the same four values");
        }
    }

    static String[] mget(List<String> keys) {
        return Stream.concat(Stream.of("MGET"), keys.stream()).toArray(String[]::new);
    }

    static String messageOf(RedisNode node, String... command) {
        try {
            return "a reply: " + node.command(command);
        } catch (RedisErrorException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
