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

    /** Arrows between the parts that assemble: files and numbers at the bottom, then the admin server, then the whole. */
    @ArchTest
    static final ArchRule files_knowNobodyAbove = noClasses()
            .that()
            .resideInAnyPackage("dev.understudy.configfile..", "dev.understudy.publish..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.understudy.admin..",
                    "dev.understudy.assembly..",
                    "dev.understudy.cli..",
                    "dev.understudy.sandbox.demo..",
                    "dev.understudy.sandbox.traffic..");

    @ArchTest
    static final ArchRule files_doNotKnowNumbers = noClasses()
            .that()
            .resideInAPackage("dev.understudy.configfile..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.understudy.publish..");

    @ArchTest
    static final ArchRule numbers_doNotKnowFiles = noClasses()
            .that()
            .resideInAPackage("dev.understudy.publish..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.understudy.configfile..");

    @ArchTest
    static final ArchRule admin_doesNotKnowTheWhole = noClasses()
            .that()
            .resideInAPackage("dev.understudy.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.understudy.assembly..");

    /** Only the demo and the trials play with the whole; the simulator and its models stand alone, and have their file read for them. */
    @ArchTest
    static final ArchRule simulator_knowsNothingOfTheProxy = noClasses()
            .that()
            .resideInAPackage("dev.understudy.sandbox..")
            .and()
            .resideOutsideOfPackages("dev.understudy.sandbox.demo..", "dev.understudy.sandbox.trial..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.understudy.configfile..",
                    "dev.understudy.publish..",
                    "dev.understudy.admin..",
                    "dev.understudy.assembly..",
                    "dev.understudy.mirror..",
                    "dev.understudy.forward..",
                    "dev.understudy.dialect..");

    @ArchTest
    static final ArchRule configurationOfTheProxy_doesWithoutTheSandbox = noClasses()
            .that()
            .resideInAPackage("dev.understudy.configfile..")
            .and()
            .haveNameNotMatching(".*\\.Simulator(File|.*Reader)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.understudy.sandbox..");

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
