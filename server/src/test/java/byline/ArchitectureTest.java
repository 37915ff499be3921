package byline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.jspecify.annotations.NullMarked;

/// Who may know whom: the drawing in ARCHITECTURE.md, enforced.
@AnalyzeClasses(packages = "byline", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule dataFlowsOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("start")
            .definedBy("byline")
            .layer("dashboard")
            .definedBy("byline.dashboard..")
            .layer("report")
            .definedBy("byline.report..")
            .layer("telemetry")
            .definedBy("byline.telemetry..")
            .layer("logs")
            .definedBy("byline.logs..")
            .layer("sites")
            .definedBy("byline.sites..")
            .layer("identity")
            .definedBy("byline.identity..")
            .layer("verify")
            .definedBy("byline.verify..")
            .layer("store")
            .definedBy("byline.store..")
            .layer("keys")
            .definedBy("byline.keys..")
            .layer("database")
            .definedBy("byline.database..")
            .layer("http")
            .definedBy("byline.http..")
            .layer("wire")
            .definedBy("byline.wire..")
            .withOptionalLayers(true)
            .whereLayer("start")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("dashboard")
            .mayOnlyBeAccessedByLayers("start")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("start")
            .whereLayer("telemetry")
            .mayOnlyBeAccessedByLayers("start")
            .whereLayer("logs")
            .mayOnlyBeAccessedByLayers("start")
            .whereLayer("sites")
            .mayOnlyBeAccessedByLayers("start", "logs")
            .whereLayer("identity")
            .mayOnlyBeAccessedByLayers("start", "report", "telemetry", "sites")
            .whereLayer("verify")
            .mayOnlyBeAccessedByLayers("start", "identity", "telemetry", "sites")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("start", "report", "telemetry", "sites")
            .whereLayer("keys")
            .mayOnlyBeAccessedByLayers("start", "report", "telemetry", "sites", "identity")
            .whereLayer("database")
            .mayOnlyBeAccessedByLayers("start", "identity", "keys", "store")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers(
                    "start", "dashboard", "report", "telemetry", "logs", "sites", "identity", "keys", "verify")
            .whereLayer("wire")
            .mayOnlyBeAccessedByLayers("start", "report", "telemetry", "sites", "identity", "verify", "store");

    @ArchTest
    static final ArchRule noCycles = slices().matching("byline.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule sqlStaysInStores = noClasses()
            .that()
            .resideOutsideOfPackages("byline.store..", "byline.identity..", "byline.keys..", "byline.database..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..");

    @ArchTest
    static final ArchRule enginesAreCalledOnTheirOwnThreads = noClasses()
            .that()
            .resideOutsideOfPackages("byline.store..", "byline.database..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.duckdb..", "org.sqlite..");

    @ArchTest
    static final ArchRule httpLibraryStaysAtTheDoor = noClasses()
            .that()
            .resideOutsideOfPackages("byline.http..", "byline.verify..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.helidon..");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("byline.wire.EventData")
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Base|Abstract|Info|Data)(\\$.*)?");

    @ArchTest
    static final ArchRule noStaticState = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule onlyCommandsPrint =
            noClasses().that().resideOutsideOfPackage("byline").should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule routesAreFinal =
            classes().that().haveSimpleNameEndingWith("Routes").should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        assertThat(classes.getPackage("byline").getSubpackagesInTree())
                .filteredOn(p -> !p.getClasses().isEmpty())
                .filteredOn(p -> !p.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }
}
