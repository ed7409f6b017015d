package org.vipagent.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may import whom: the table of docs/architecture.md. */
class ImportDirectionsTest {
    private static JavaClasses ours;

    @BeforeAll
    static void readAllClasses() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.vipagent");
    }

    @Test
    void modulesImportOnlyDownwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.vipagent..")
                .layer("net")
                .definedBy("org.vipagent.net..")
                .layer("cloud contract")
                .definedBy("org.vipagent.cloud")
                .layer("cloudstack")
                .definedBy("org.vipagent.cloud.cloudstack..")
                .layer("simulator")
                .definedBy("org.vipagent.cloud.simulator..")
                .layer("core")
                .definedBy(
                        "org.vipagent.config..",
                        "org.vipagent.vrrp..",
                        "org.vipagent.follow..",
                        "org.vipagent.node..",
                        "org.vipagent.engine..")
                .layer("linux")
                .definedBy("org.vipagent.linux..")
                .layer("simulation")
                .definedBy("org.vipagent.simulation..")
                .layer("daemon")
                .definedBy("org.vipagent.daemon..")
                .whereLayer("daemon")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("simulation")
                .mayOnlyBeAccessedByLayers("daemon")
                .whereLayer("linux")
                .mayOnlyBeAccessedByLayers("daemon")
                .whereLayer("core")
                .mayOnlyBeAccessedByLayers("linux", "simulation", "daemon")
                .whereLayer("cloudstack")
                .mayOnlyBeAccessedByLayers("simulation", "daemon")
                .whereLayer("simulator")
                .mayOnlyBeAccessedByLayers("simulation", "daemon")
                .whereLayer("cloud contract")
                .mayOnlyBeAccessedByLayers("cloudstack", "core", "simulation", "daemon")
                .whereLayer("net")
                .mayOnlyBeAccessedByLayers(
                        "cloud contract", "cloudstack", "simulator", "core", "linux", "simulation", "daemon")
                .check(ours);
    }

    @Test
    void theParserKnowsNothingOfVrrp() {
        noClasses()
                .that()
                .resideInAPackage("org.vipagent.config.syntax..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.vipagent.config", "org.vipagent.vrrp..", "org.vipagent.cloud..")
                .check(ours);
    }

    @Test
    void theQuestionsOfTheCoreDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("org.vipagent.vrrp..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.vipagent.config..", "org.vipagent.follow..", "org.vipagent.node..")
                .check(ours);
        noClasses()
                .that()
                .resideInAPackage("org.vipagent.follow..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.vipagent.config..", "org.vipagent.vrrp..", "org.vipagent.node..")
                .check(ours);
    }

    @Test
    void whatDecidesDoesNoInputAndOutput() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.vipagent.net..",
                        "org.vipagent.cloud",
                        "org.vipagent.config..",
                        "org.vipagent.vrrp..",
                        "org.vipagent.follow..",
                        "org.vipagent.node..",
                        "org.vipagent.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.concurrent..", "java.nio.channels..", "org.slf4j..", "jnr..", "com.fasterxml..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(ours);
    }

    @Test
    void onlyOnePackageTouchesNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.vipagent.linux.libc..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jnr..")
                .check(ours);
    }

    @Test
    void theCallSequencesKnowNoHttpClientAndNoClock() {
        noClasses()
                .that()
                .resideInAPackage("org.vipagent.cloud.cloudstack..")
                .and()
                .resideOutsideOfPackage("org.vipagent.cloud.cloudstack.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hc..", "io.github.resilience4j..")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(ours);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("org.vipagent.(*)..").should().beFreeOfCycles().check(ours);
    }
}
