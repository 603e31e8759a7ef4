package costperchange.calculator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoriesTest {

    @ParameterizedTest
    @CsvSource({
        "github.com/acme/checkout, github.com/acme/checkout",
        "acme/checkout, github.com/acme/checkout",
        "acme/checkout.js, github.com/acme/checkout.js",
        "https://github.com/acme/checkout, github.com/acme/checkout",
        "https://github.com/acme/checkout.git, github.com/acme/checkout",
        "https://github.com/acme/checkout/, github.com/acme/checkout",
        "https://user:pass@git.example.com:8443/acme/checkout.git, git.example.com/acme/checkout",
        "ssh://git@git.example.com/acme/checkout.git, git.example.com/acme/checkout",
        "git@github.com:acme/checkout.git, github.com/acme/checkout",
        "git.example.com/checkout, git.example.com/checkout",
        "gitlab.com/acme/shop/checkout, gitlab.com/acme/shop/checkout"
    })
    void a_repository_has_one_name(String written, String name) {
        assertThat(Repositories.normal(written)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout", "https://github.com", "https://", "/", "a b/c", "acme//checkout", ""})
    void what_names_no_repository_has_none(String written) {
        assertThat(Repositories.normal(written)).isEmpty();
    }
}
