package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.store.api.Guard;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Deliveries are full of people. None of them, and nothing that they wrote, is kept.
class PersonalDataTest {

    private static final String REVISION = "9f2c41d0a5b3c7e8f1a2b3c4d5e6f708192a3b4c";

    @ParameterizedTest
    @ValueSource(strings = {"{}", SampleDelivery.CATALOG_OF_PIPELINES})
    void no_item_holds_a_person_or_what_a_person_wrote(String catalog) {
        PersonalData personal = new PersonalData();
        try (Installation installation =
                Installation.open(Optional.empty(), SampleDelivery.secrets(), new Guard.Open(), SampleDelivery.CLOCK)) {
            SampleDelivery.upload(installation, catalog);
            for (SampleDelivery sample : SampleDelivery.all()) {
                assertThat(installation.webhook(sample.event()).getStatusCode())
                        .as(sample.name())
                        .isIn(200, 202);
                personal.collect(sample);
            }
            installation.settle();
            TableContent content = TableContent.of(installation.table());

            assertThat(personal.texts())
                    .contains("Sample Person", "sample-person", "sample-person@example.com", "acme-deployer")
                    .contains("Round at the end", "Revert \"Round in between\"", "Payments are as fast as agreed");
            assertThat(found(content, Set.of(REVISION)))
                    .as("what is kept is found, in what is compressed too")
                    .anyMatch(found -> found.contains("REVISION#"))
                    .anyMatch(found -> found.contains("DETAIL#"));
            assertThat(found(content, personal.texts())).isEmpty();
        }
    }

    /// Which of some texts stand where, in whatever case.
    private static List<String> found(TableContent content, Set<String> texts) {
        return content.items().entrySet().stream()
                .filter(item -> !item.getKey().startsWith("CATALOG"))
                .flatMap(item -> item.getValue().values().stream()
                        .flatMap(PersonalData::textsOf)
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .flatMap(kept -> texts.stream()
                                .filter(text -> kept.contains(text.toLowerCase(Locale.ROOT)))
                                .map(text -> item.getKey() + " holds: " + text)))
                .distinct()
                .toList();
    }
}
