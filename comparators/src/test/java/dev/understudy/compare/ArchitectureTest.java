package dev.understudy.compare;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.understudy.privacy.PersonalData;

@AnalyzeClasses(packages = "dev.understudy.compare", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule comparators_touchNoNetwork = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "java.net..", "javax.net..", "java.nio.channels..");

    @ArchTest
    static final ArchRule comparators_touchNoFiles =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("java.nio.file..", "java.io..");

    @ArchTest
    static final ArchRule comparators_startNoThreads = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.Thread(\\$.*)?|java\\.util\\.Timer(Task)?"
                    + "|java\\.util\\.concurrent\\.(?!atomic\\.).*");

    @ArchTest
    static final ArchRule comparators_knowTheCoreOnlyByItsWords = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.understudy.accept..",
                    "dev.understudy.route..",
                    "dev.understudy.forward..",
                    "dev.understudy.tee..",
                    "dev.understudy.mirror..",
                    "dev.understudy.variant..",
                    "dev.understudy.send..",
                    "dev.understudy.http..",
                    "dev.understudy.connect..",
                    "dev.understudy.dialect..");

    /** What is personal is found by the detectors that pseudonyms are given by, and by no others. */
    @ArchTest
    static final ArchRule comparators_knowOfPrivacyOnlyHowToFindPersonalData = noClasses()
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.understudy.privacy..")
                    .and(DescribedPredicate.not(JavaClass.Predicates.belongToAnyOf(PersonalData.class))));

    @ArchTest
    static final ArchRule theSeam_knowsNoFamily = noClasses()
            .that()
            .resideInAPackage("dev.understudy.compare")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.understudy.compare.*..");

    @ArchTest
    static final ArchRule families_haveNoCycles =
            slices().matching("dev.understudy.compare.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule factories_canBeMadeByTheServiceLoader = classes()
            .that()
            .implement(ComparatorFactory.class)
            .should()
            .bePublic()
            .andShould()
            .haveOnlyFinalFields();

    @ArchTest
    static final ArchRule comparators_stayInTheirPackage = classes()
            .that()
            .implement(Comparator.class)
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .bePackagePrivate()
            .andShould()
            .haveOnlyFinalFields();
}
