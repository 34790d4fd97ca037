package crmmind.orders;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import java.time.Instant;

/** The product's structure in sentences that are checked. */
@AnalyzeClasses(packages = "crmmind", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule features_do_not_form_cycles =
            slices().matching("crmmind.orders.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule shared_depends_on_no_feature = noClasses()
            .that()
            .resideInAPackage("crmmind.orders.shared..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "crmmind.orders.salesdocument..",
                    "crmmind.orders.order..",
                    "crmmind.orders.inventory..",
                    "crmmind.orders.fulfillment..",
                    "crmmind.orders.sync..",
                    "crmmind.orders.access..",
                    "crmmind.orders.activity..",
                    "crmmind.orders.web..");

    @ArchTest
    static final ArchRule connector_knows_nothing_of_orders = noClasses()
            .that()
            .resideInAPackage("crmmind.metakocka..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("crmmind.orders..");

    @ArchTest
    static final ArchRule only_sync_talks_to_metakocka = noClasses()
            .that()
            .resideInAPackage("crmmind.orders..")
            .and()
            .resideOutsideOfPackage("crmmind.orders.sync..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("crmmind.metakocka..");

    @ArchTest
    static final ArchRule business_does_not_know_the_web = noClasses()
            .that()
            .resideInAPackage("crmmind.orders..")
            .and()
            .resideOutsideOfPackage("crmmind.orders.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.faces..", "jakarta.ws.rs..", "jakarta.servlet..", "crmmind.orders.web..");

    @ArchTest
    static final ArchRule pages_do_not_touch_the_database = noClasses()
            .that()
            .resideInAPackage("crmmind.orders.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule entities_have_no_setters = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Entity.class)
            .should()
            .haveNameNotStartingWith("set");

    @ArchTest
    static final ArchRule session_beans_have_no_state = fields().that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Stateless.class)
            .and()
            .areNotStatic()
            .should()
            .beAnnotatedWith(Inject.class)
            .orShould()
            .beAnnotatedWith(jakarta.annotation.Resource.class);

    @ArchTest
    static final ArchRule no_second_clock =
            noClasses().that().resideInAPackage("crmmind.orders..").should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule nothing_called_util = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Dto");

    @ArchTest
    static final ArchRule no_standard_streams = noClasses()
            .that()
            .resideInAPackage("crmmind..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule session_beans_are_public =
            classes().that().areAnnotatedWith(Stateless.class).should().bePublic();
}
