package costperchange.webhook.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangedPathsTest {

    private final ChangedPaths paths = new ChangedPaths();

    @ParameterizedTest
    @CsvSource({
        "README.md, README.md",
        "docs/README.md, docs/",
        "a/b/c/d/file, a/b/c/d/",
        "a/b/c/d/e/f/file, a/b/c/d/",
        "/file, /"
    })
    void a_file_stands_for_its_folder_of_at_most_four_levels(String file, String told) {
        paths.add(file);

        assertThat(paths.told()).containsExactly(told);
    }

    @Test
    void each_folder_is_told_once_and_in_order() {
        paths.add("b/one");
        paths.add("a/one");
        paths.add("b/two");

        assertThat(paths.told()).containsExactly("a/", "b/");
    }

    @Test
    void too_many_folders_are_not_told_at_all() {
        IntStream.range(0, 300).forEach(i -> paths.add(i + "/file"));
        assertThat(paths.told()).hasSize(300);

        paths.add("one more/file");
        assertThat(paths.told()).isEmpty();
    }

    @Test
    void a_name_too_long_to_keep_is_cut_to_a_folder_around_it_or_leaves_all_unknown() {
        paths.add("a/" + "x".repeat(300) + "/file");
        assertThat(paths.told()).containsExactly("a/");

        paths.add("x".repeat(300) + "/file");
        assertThat(paths.told()).isEmpty();
    }
}
