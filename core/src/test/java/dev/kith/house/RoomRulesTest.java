package dev.kith.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The engine takes time, datagrams and commands as inputs, and has none of its own. */
class RoomRulesTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.kith");

    /** Which rooms a room may use. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("bound", Set.of()),
            Map.entry("time", Set.of()),
            Map.entry("text", Set.of()),
            Map.entry("peer", Set.of("text")),
            Map.entry("classic", Set.of("time", "text", "peer")),
            Map.entry("roster", Set.of("bound", "time", "text", "peer")),
            Map.entry("wire", Set.of("text", "peer", "classic", "roster", "watch")),
            Map.entry("trust", Set.of("bound", "peer")),
            Map.entry("join", Set.of("bound", "time", "peer")),
            Map.entry("watch", Set.of("bound", "time", "peer")),
            Map.entry("repair", Set.of("bound", "time", "peer", "roster")),
            Map.entry("reach", Set.of("bound", "peer", "time")),
            Map.entry("spread", Set.of("bound", "peer")),
            Map.entry(
                    "node",
                    Set.of(
                            "bound", "time", "text", "peer", "classic", "roster", "wire", "trust", "join", "watch",
                            "reach", "repair", "spread")));

    @Test
    void theClassesAreThere() {
        assertThat(CORE).hasSizeGreaterThan(20);
        assertThat(CORE.stream().map(type -> room(type.getPackageName())).distinct())
                .containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    }

    @Test
    void readsNoClock() {
        check(noClasses().should().callMethod(System.class, "nanoTime"));
        check(noClasses().should().callMethod(System.class, "currentTimeMillis"));
        check(noClasses().should().callMethod(Instant.class, "now"));
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock"));
    }

    @Test
    void startsNoThreadAndNeedsNoLock() {
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.lang.Thread"));
        check(noClasses().should().dependOnClassesThat().resideInAPackage("java.util.concurrent.."));
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.util.Timer"));
    }

    @Test
    void opensNoSocketFileOrProcess() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("java.nio.channels.."));
        check(noClasses().should().dependOnClassesThat().resideInAPackage("java.nio.file.."));
        check(noClasses().should().dependOnClassesThat().haveNameMatching("java\\.net\\.\\w*Socket"));
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.net.NetworkInterface"));
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.lang.ProcessBuilder"));
    }

    @Test
    void asksNoNameServer() {
        check(noClasses().should().callMethodWhere(describe("a look-up of a name", RoomRulesTest::looksUp)));
        check(noClasses().should().callConstructor(InetSocketAddress.class, String.class, int.class));
    }

    @Test
    void leavesNothingToChance() {
        check(noClasses().should().callConstructor(Random.class));
        check(noClasses().should().callMethod(Math.class, "random"));
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.security.SecureRandom"));
        check(noClasses().should().callMethod(java.util.UUID.class, "randomUUID"));
    }

    @Test
    void logsNothing() {
        check(noClasses().should().dependOnClassesThat().haveNameMatching("java\\.lang\\.System\\$Logger.*"));
        check(noClasses().should().dependOnClassesThat().resideInAnyPackage("java.util.logging..", "org.slf4j.."));
    }

    @Test
    void keepsNoMutableStatics() {
        check(fields().that(describe("static fields of the source", RoomRulesTest::isStaticOfTheSource))
                .should()
                .beFinal());
        check(fields().that(describe("static fields of the source", RoomRulesTest::isStaticOfTheSource))
                .should()
                .notHaveRawType(describe(
                        "a collection that can change",
                        type -> type.isAssignableTo("java.util.Collection")
                                && !type.isEquivalentTo(List.class)
                                && !type.isEquivalentTo(Set.class))));
    }

    @Test
    void everyRoomUsesOnlyTheRoomsItMay() {
        ARROWS.forEach((room, allowed) -> {
            String[] forbidden = ARROWS.keySet().stream()
                    .filter(other -> !other.equals(room) && !allowed.contains(other))
                    .map(other -> "dev.kith." + other + "..")
                    .toArray(String[]::new);
            if (forbidden.length > 0) {
                check(noClasses()
                        .that()
                        .resideInAPackage("dev.kith." + room + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden));
            }
        });
    }

    @Test
    void needsOnlyTheBaseOfTheJdk() {
        Path classes = Path.of(System.getProperty("kith.root"), "core", "target", "classes");
        ModuleDescriptor module =
                ModuleFinder.of(classes).find("dev.kith.core").orElseThrow().descriptor();
        assertThat(module.requires().stream()
                        .filter(required -> !required.modifiers().contains(Modifier.STATIC))
                        .map(ModuleDescriptor.Requires::name))
                .containsExactly("java.base");
    }

    private static void check(ArchRule rule) {
        rule.check(CORE);
    }

    private static boolean looksUp(JavaAccess<?> call) {
        String target = call.getTarget().getFullName();
        return target.startsWith("java.net.InetAddress.getByName")
                || target.startsWith("java.net.InetAddress.getAllByName")
                || target.startsWith("java.net.InetAddress.getLocalHost")
                || (target.startsWith("java.net.Inet") && target.contains("getHostName"))
                || (target.startsWith("java.net.Inet") && target.contains("getCanonicalHostName"));
    }

    private static boolean isStaticOfTheSource(JavaField field) {
        return field.getModifiers().contains(STATIC) && !field.getName().startsWith("$");
    }

    private static String room(String packageName) {
        return packageName.substring("dev.kith.".length());
    }
}
