package dev.understudy;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.understudy.accept.Listener;
import dev.understudy.connect.EventLoops;
import dev.understudy.forward.VariantRewriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of the house, and what may never happen on a live event loop. */
class ArchitectureTest {
    private static final String ROOT = "dev.understudy";

    /**
     * Which of our packages each package may use. The words come first, then the wire, then the steps in the order that a
     * request takes; nobody uses {@code accept}. {@code route} and {@code forward} know the tee as the hand-over to the
     * mirror ({@code MirrorIntake}), not the mirror.
     */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("canonical", Set.of()),
            Map.entry("config", Set.of()),
            Map.entry("exchange", Set.of("canonical")),
            Map.entry("http", Set.of("exchange")),
            Map.entry("egress", Set.of("config")),
            Map.entry("fingerprint", Set.of("canonical")),
            Map.entry("connect", Set.of("egress", "http", "config", "exchange")),
            Map.entry("dialect", Set.of("canonical", "exchange", "config")),
            Map.entry("variant", Set.of("privacy", "config", "exchange", "dialect", "canonical")),
            Map.entry("privacy", Set.of("canonical", "exchange", "config")),
            Map.entry("tokens", Set.of("canonical")),
            Map.entry("recording", Set.of("privacy", "exchange", "canonical")),
            Map.entry("tee", Set.of("http", "exchange")),
            Map.entry("route", Set.of("tee", "http", "config", "exchange", "dialect")),
            Map.entry("forward", Set.of("route", "tee", "connect", "http", "config", "exchange", "variant", "dialect")),
            Map.entry(
                    "accept",
                    Set.of("forward", "route", "tee", "connect", "http", "config", "exchange", "dialect", "canonical")),
            Map.entry("send", Set.of("connect", "egress", "tee", "http", "config", "exchange")),
            Map.entry("pair", Set.of("dialect", "privacy", "canonical", "exchange")),
            Map.entry(
                    "mirror",
                    Set.of(
                            "pair",
                            "send",
                            "egress",
                            "fingerprint",
                            "route",
                            "tee",
                            "recording",
                            "privacy",
                            "tokens",
                            "variant",
                            "dialect",
                            "config",
                            "exchange",
                            "canonical")));

    /** Ours alone, wherever they were compiled to; not the tests beside them. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Proxy.class.getProtectionDomain().getCodeSource().getLocation());

    static Stream<String> packages() {
        return MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void package_usesOnlyThoseBeforeIt(String name) {
        String[] allowed = Stream.concat(Stream.of(name), MAY_USE.get(name).stream())
                .map(used -> ROOT + "." + used + "..")
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> ours = resideInAnyPackage(ROOT + "..");
        classes()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackages(ROOT + "..").or(ours.and(resideInAnyPackage(allowed))))
                .check(CLASSES);
    }

    @Test
    void packages_allOfThem_haveTheirArrows() {
        Set<String> present = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(ROOT))
                .map(name -> name.substring(ROOT.length() + 1).replaceFirst("[.].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(present).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** What all dialects share knows none of them, and they do not know each other. */
    @Test
    void dialects_standOnTheirOwn() {
        slices().matching(ROOT + ".dialect.(*)..").should().beFreeOfCycles().check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".dialect", ROOT + ".dialect.wire")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(ROOT + ".dialect.*..").and(resideOutsideOfPackages(ROOT + ".dialect.wire")))
                .check(CLASSES);
    }

    @Test
    void words_knowNoNetty() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        packages("canonical", "exchange", "config", "dialect", "variant", "privacy", "pair"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(CLASSES);
    }

    @Test
    void liveLoop_parsesNoJson() {
        noClasses()
                .that()
                .resideInAnyPackage(packages("http", "connect", "accept", "forward", "tee", "send"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(CLASSES);
    }

    @Test
    void liveLoop_neverWaits() {
        DescribedPredicate<JavaClass> waitable = JavaClass.Predicates.assignableTo(Future.class)
                .or(resideInAnyPackage("java.util.concurrent.locks"))
                .or(JavaClass.Predicates.equivalentTo(Object.class))
                .or(JavaClass.Predicates.equivalentTo(Thread.class))
                .or(JavaClass.Predicates.equivalentTo(java.util.concurrent.CountDownLatch.class));
        DescribedPredicate<com.tngtech.archunit.core.domain.JavaCall<?>> waits = target(owner(waitable))
                .and(target(nameMatching("get|join|sleep|wait|lock|park.*|await.*|sync|syncUninterruptibly")));
        noClasses()
                .that()
                .resideInAnyPackage(packages("http", "connect", "accept", "forward", "route", "tee", "send"))
                // These start and stop, on the caller's thread.
                .and()
                .doNotBelongToAnyOf(Listener.class, EventLoops.class, VariantRewriter.class)
                .should()
                .callMethodWhere(waits)
                .check(CLASSES);
    }

    private static String[] packages(String... names) {
        return Stream.of(names).map(name -> ROOT + "." + name).toArray(String[]::new);
    }
}
