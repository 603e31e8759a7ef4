package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.query.catalog.CatalogReader;
import costperchange.query.catalog.CatalogReader.Result.Accepted;
import costperchange.query.catalog.CatalogReader.Result.Rejected;
import costperchange.webhook.source.Source;
import costperchange.webhook.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every source is known by its name wherever names of sources are listed: in the query's check of catalogs,
/// which knows nothing of the webhook, in the README and in the template.
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
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.message()
                                                .split(": ", 2)[1]
                                                .split(", "))
                                        .containsExactlyInAnyOrderElementsOf(names())));
    }

    @Test
    void the_readme_has_a_row_for_each_source_with_samples_that_are_there() throws IOException {
        String readme = Files.readString(CommandLineRun.ROOT.resolve("README.md"));
        assertThat(Pattern.compile("(?m)^\\| \\[`([a-z-]+)`]\\((\\S+)\\) .* `\\1-\\*\\.json` \\|$")
                        .matcher(readme)
                        .results()
                        .filter(row -> Files.exists(CommandLineRun.ROOT.resolve(row.group(2))))
                        .map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        names().stream().filter(name -> !name.equals("git")).toList());
    }

    @Test
    void the_template_names_the_sources_that_have_secrets() throws IOException {
        String template = Files.readString(CommandLineRun.ROOT.resolve("template.yaml"));
        String said = template.split("Sources:\\s+", 2)[1].split("\\.", 2)[0];
        assertThat(said.split(",\\s+"))
                .containsExactlyElementsOf(
                        Sources.ALL.stream().map(Source::name).toList());
    }

    private static CatalogReader.Result read(String source) {
        return CatalogReader.read("applications: [{name: a, sources: [%s]}]\n".formatted(source));
    }
}
