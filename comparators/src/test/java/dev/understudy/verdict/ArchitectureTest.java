package dev.understudy.verdict;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.understudy", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule verdicts_arePure = noClasses()
            .that()
            .resideInAPackage("dev.understudy.verdict..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("(io\\.netty|java\\.net|java\\.io|java\\.nio\\.file|java\\.nio\\.channels|javax)\\..*"
                    + "|java\\.lang\\.Thread(\\$.*)?|java\\.util\\.concurrent\\..*|java\\.time\\.Clock"
                    + "|java\\.util\\.Random|java\\.security\\.SecureRandom");

    @ArchTest
    static final ArchRule verdicts_knowNoComparator = noClasses()
            .that()
            .resideInAPackage("dev.understudy.verdict..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.understudy.compare.*..");

    @ArchTest
    static final ArchRule comparators_knowNoVerdict = noClasses()
            .that()
            .resideInAPackage("dev.understudy.compare..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.understudy.verdict..");

    @ArchTest
    static final ArchRule mathematics_knowsNoRules = noClasses()
            .that()
            .resideInAPackage("dev.understudy.verdict.sequence")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.understudy.verdict", "dev.understudy.verdict.rule");

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("dev.understudy.verdict.(*)..").should().beFreeOfCycles();
}
