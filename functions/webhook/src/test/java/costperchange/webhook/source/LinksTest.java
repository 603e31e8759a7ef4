package costperchange.webhook.source;

import static costperchange.webhook.source.Deliveries.changed;
import static costperchange.webhook.source.Deliveries.fact;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Result.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Links may name a user, and even tell a password: no one who looks at a change is to see these.
class LinksTest {

    @ParameterizedTest
    @ValueSource(strings = {"sample-person@", "sample-person:secret@", "sample-person:sec@ret@", ":@"})
    void a_link_is_kept_without_its_user(String user) {
        DeploymentTold told = fact(
                DeploymentTold.class,
                changed("changes-succeeded", "https://ci.example.com/4711", "https://" + user + "ci.example.com/4711"));

        assertThat(told.told().url()).isEqualTo("https://ci.example.com/4711");
    }

    @ParameterizedTest
    @CsvSource({
        "https://ci.example.com/@sample/4711",
        "https://ci.example.com?by=sample@example.com",
        "https://ci.example.com#@sample"
    })
    void what_stands_after_the_host_is_no_user(String link) {
        DeploymentTold told =
                fact(DeploymentTold.class, changed("changes-succeeded", "https://ci.example.com/4711", link));

        assertThat(told.told().url()).isEqualTo(link);
    }

    @Test
    void a_user_alone_is_no_link() {
        assertThat(changed("changes-succeeded", "https://ci.example.com/4711", "https://sample-person@"))
                .isEqualTo(new Malformed("url", "is not an http or https address"));
    }

    @Test
    void a_build_is_named_without_the_user_by_whom_its_server_is_reached() {
        DeploymentTold told = fact(
                DeploymentTold.class,
                changed(
                        "jenkins-deployment",
                        "https://ci.example.com/",
                        "https://sample-person:secret@ci.example.com/"));

        assertThat(told.id()).isEqualTo("ci.example.com/job/shop/job/checkout-deploy/42");
        assertThat(told.told().url()).isEqualTo("https://ci.example.com/job/shop/job/checkout-deploy/42/");
    }
}
