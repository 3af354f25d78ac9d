package dev.understudy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages of the whole process. */
@AnalyzeClasses(
        packages = "dev.understudy",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJar.class})
final class ArchitectureTest {
    /** The core lends its test tools to other modules in a jar, where they look like anybody's classes. */
    static final class NoTestJar implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule packages_areFreeOfCycles =
            slices().matching("dev.understudy.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule commands_areUsedByNobody = noClasses()
            .that()
            .resideOutsideOfPackage("dev.understudy.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.understudy.cli..");

    /** The proxy must not need what is there to play with. */
    @ArchTest
    static final ArchRule proxy_doesWithoutTheSandbox = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.understudy.assembly..",
                    "dev.understudy.admin..",
                    "dev.understudy.publish..",
                    "dev.understudy.mirror..",
                    "dev.understudy.forward..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.understudy.sandbox..");

    @ArchTest
    static final ArchRule pretendModel_knowsNoWire = noClasses()
            .that()
            .resideInAPackage("dev.understudy.sandbox.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.netty..",
                    "java.net..",
                    "dev.understudy.sandbox.openai..",
                    "dev.understudy.sandbox.anthropic..",
                    "dev.understudy.sandbox.google..",
                    "dev.understudy.sandbox.ollama..",
                    "dev.understudy.sandbox.studio..",
                    "dev.understudy.sandbox.provider..",
                    "dev.understudy.sandbox.simulator..");

    /** Each wire format could be taken out, and the others would not notice. */
    @ArchTest
    static final ArchRule simulatedProviders_doNotKnowEachOther = slices().matching(
                    "dev.understudy.sandbox.(openai|anthropic|google|ollama)..")
            .should()
            .notDependOnEachOther();
}
