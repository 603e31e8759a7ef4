package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.query.catalog.CatalogReader;
import costperchange.query.catalog.CatalogReader.Result.Accepted;
import costperchange.query.catalog.CatalogReader.Result.Rejected;
import costperchange.webhook.source.Source;
import costperchange.webhook.source.Sources;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The catalog knows every source by its name, and no other: the query's list is held to the webhook's here.
class SourceNamesTest {

    /// The webhook's sources; those of AWS, which come by EventBridge; and Git, of which history is read.
    static List<String> names() {
        return Stream.concat(
                        Sources.ALL.stream().map(Source::name), Stream.of("codepipeline", "codedeploy", "ecs", "git"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_catalog_may_name_each_source(String name) {
        assertThat(read(name)).isInstanceOf(Accepted.class);
    }

    @Test
    void a_catalog_that_names_another_is_told_all_there_are() {
        assertThat(read("nonesuch"))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.message().split(": ", 2)[1].split(", "))
                                .containsExactlyInAnyOrderElementsOf(names())));
    }

    private static CatalogReader.Result read(String source) {
        return CatalogReader.read("applications: [{name: a, sources: [%s]}]\n".formatted(source));
    }
}
