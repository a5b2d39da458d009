// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.slotcache.SlotCacheSettings;
import io.slotcache.internal.config.SettingsParser;
import io.slotcache.internal.redis.RedisLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the packages owe each other. The logger that the annotation processor writes is not looked at. */
final class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(location -> !location.contains("_$logger"))
            .importUrl(SlotCacheSettings.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    @Test
    void all_of_the_provider_is_looked_at() {
        assertThat(MAIN.contain(RedisLink.class)).isTrue();
        assertThat(MAIN.size()).isGreaterThan(100);
    }

    // ---- what users see

    @Test
    void public_types_show_no_internal_ones() {
        classes()
                .that()
                .resideInAnyPackage("io.slotcache", "io.slotcache.spi..")
                .and(describe("are visible outside", ArchitectureTest::isVisible))
                .should(showNoInternalTypes())
                .check(MAIN);
    }

    private static ArchCondition<JavaClass> showNoInternalTypes() {
        return new ArchCondition<>("show no internal types") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Set<JavaClass> shown = new HashSet<>(type.getAllRawInterfaces());
                shown.addAll(type.getAllRawSuperclasses());
                type.getMembers().stream()
                        .filter(ArchitectureTest::isVisible)
                        .forEach(member -> shown.addAll(typesOf(member)));
                shown.stream()
                        .filter(resideInAPackage("io.slotcache.internal.."))
                        .forEach(internal -> events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " shows " + internal.getName())));
            }
        };
    }

    /** All types in the signature, type arguments and exceptions too. */
    private static Set<JavaClass> typesOf(JavaMember member) {
        Set<JavaClass> types = new HashSet<>(member.getAllInvolvedRawTypes());
        if (member instanceof JavaCodeUnit code) {
            types.addAll(code.getThrowsClause().getTypes());
        }
        return types;
    }

    private static boolean isVisible(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
    }

    private static boolean isVisible(JavaMember member) {
        return isVisible(member.getModifiers());
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    // ---- who knows whom

    @Test
    void internal_packages_have_no_cycles() {
        slices().matching("io.slotcache.internal.(*)..")
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    @Test
    void internal_packages_do_not_need_the_region_factory() {
        noClasses()
                .that()
                .resideInAPackage("io.slotcache.internal.*..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.slotcache.SlotCacheRegionFactory")
                .because("it assembles them; only the registration of its name, in internal itself, knows it")
                .check(MAIN);
    }

    @Test
    void names_scripts_codecs_counters_and_log_stand_alone() {
        for (String leaf : new String[] {"partition", "script", "codec", "stats", "log"}) {
            String own = "io.slotcache.internal." + leaf + "..";
            noClasses()
                    .that()
                    .resideInAPackage(own)
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.slotcache..").and(not(resideInAPackage(own))))
                    .check(MAIN);
        }
    }

    @Test
    void redisson_is_known_where_a_connection_is_made_and_nowhere_else() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.slotcache.internal.redis..",
                        "io.slotcache.internal.config..",
                        "io.slotcache.internal.connection..",
                        "io.slotcache.spi..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.redisson..")
                .check(MAIN);
    }

    @Test
    void redisson_internals_are_known_to_one_class() {
        noClasses()
                .that(describe(
                        "are not RedisLink",
                        type -> !type.getName().split("\\$")[0].equals(RedisLink.class.getName())))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.redisson.command..", "org.redisson.connection..", "org.redisson.client.protocol.."))
                .because("its Javadoc says so, and an upgrade of Redisson must touch nothing else")
                .check(MAIN);
    }

    @Test
    void protocol_knows_nothing_of_hibernate() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.slotcache.internal.partition..",
                        "io.slotcache.internal.script..",
                        "io.slotcache.internal.redis..",
                        "io.slotcache.internal.lease..",
                        "io.slotcache.internal.storage..",
                        "io.slotcache.internal.stats..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.hibernate..", "jakarta.persistence..")
                .check(MAIN);
    }

    /** Read in the sources: the compiler replaces a constant by its value, so class files do not tell who uses it. */
    @Test
    void settings_are_read_by_config_alone() throws IOException {
        Path sources = Path.of("src/main/java");
        Path config = sources.resolve(SettingsParser.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.walk(sources)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.startsWith(config))
                            .filter(file -> !file.endsWith(SlotCacheSettings.class.getSimpleName() + ".java"))
                            .filter(ArchitectureTest::readsSettings))
                    .isEmpty();
        }
    }

    private static boolean readsSettings(Path file) {
        try {
            String code = Files.readString(file, UTF_8)
                    .replaceAll("(?s)/\\*.*?\\*/", "")
                    .replaceAll("//.*", "");
            return code.contains(SlotCacheSettings.class.getSimpleName())
                    || code.contains('"' + SlotCacheSettings.PREFIX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- how classes are made

    @Test
    void classes_are_final_or_made_to_be_extended() {
        classes()
                .that(describe(
                        "are classes with a name",
                        type -> !type.isInterface() && !type.isEnum() && !type.isAnonymousClass()))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .orShould()
                .haveModifier(JavaModifier.ABSTRACT)
                .check(MAIN);
    }

    @Test
    void protocol_never_asks_the_wall_clock() {
        noClasses()
                .that()
                .resideInAPackage("io.slotcache.internal..")
                .should()
                .accessTargetWhere(asksTheWallClock())
                .because("clocks of applications differ: deadlines are by the server's clock or by the monotonic one")
                .check(MAIN);
    }

    private static DescribedPredicate<JavaAccess<?>> asksTheWallClock() {
        return describe("the wall clock answers", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getName();
            boolean noArguments = access.getTarget() instanceof CodeUnitCallTarget call
                    && call.getRawParameterTypes().isEmpty();
            return name.equals("currentTimeMillis")
                    || owner.startsWith("java.time.") && name.equals("now")
                    || owner.equals(Date.class.getName()) && name.equals("<init>") && noArguments;
        });
    }

    @Test
    void nothing_sleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(MAIN);
    }
}
