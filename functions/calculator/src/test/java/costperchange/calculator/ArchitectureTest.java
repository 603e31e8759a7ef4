package costperchange.calculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which package may use which: what is not listed is not allowed.
class ArchitectureTest {

    private static final String ROOT = "costperchange.calculator.";

    private static final Map<String, List<String>> ALLOWED = Map.of(
            "money", List.of(),
            "time", List.of(),
            "delivery", List.of("time"),
            "charge", List.of("money", "time"),
            "cost", List.of("money", "time", "delivery", "charge"),
            "trend", List.of("time"),
            "objective", List.of("money", "time", "trend"),
            "allocation", List.of("money", "time", "delivery", "charge", "cost", "objective"),
            "report", List.of("money", "time", "delivery", "charge", "cost", "allocation", "trend", "objective"),
            "word", List.of("money", "time", "delivery", "cost", "report"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("costperchange.calculator");

    @Test
    void every_package_uses_only_those_it_may_use() {
        ALLOWED.keySet().forEach(name -> rule(name, ALLOWED.get(name)).check(CLASSES));
    }

    @Test
    void every_package_is_listed() {
        Set<String> packages = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(ROOT.length()))
                .collect(Collectors.toSet());
        assertThat(packages).isEqualTo(ALLOWED.keySet());
    }

    @Test
    void a_package_that_uses_another_that_it_may_not_use_is_found() {
        assertThatThrownBy(() -> rule("cost", List.of("money", "time")).check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("costperchange.calculator.delivery");
    }

    @Test
    void every_package_says_what_it_is_for() {
        ALLOWED.keySet()
                .forEach(name -> assertThat(CLASSES.contain(ROOT + name + ".package-info"))
                        .as("package-info of " + name)
                        .isTrue());
    }

    private static ArchRule rule(String name, List<String> allowed) {
        String[] packages = Stream.concat(
                        Stream.of("java..", "org.jspecify.annotations..", ROOT + name),
                        allowed.stream().map(other -> ROOT + other))
                .toArray(String[]::new);
        return ArchRuleDefinition.classes()
                .that(DescribedPredicate.describe(
                        "stand in " + name,
                        (JavaClass one) -> one.getPackageName().equals(ROOT + name)))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "stand in " + Arrays.toString(packages),
                        (JavaClass one) -> one.isPrimitive()
                                || one.isArray() && one.getBaseComponentType().isPrimitive()
                                || Arrays.stream(packages).anyMatch(p -> in(one.getBaseComponentType(), p))));
    }

    private static boolean in(JavaClass one, String pattern) {
        String name = one.getPackageName();
        return pattern.endsWith("..")
                ? name.equals(pattern.substring(0, pattern.length() - 2))
                        || name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
