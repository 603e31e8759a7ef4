package costperchange.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.LocalTable;
import costperchange.store.MeteredClient;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every sample delivery with something wrong in it, signed again: it is recorded, or not relevant, or refused
/// with the
/// field that is to blame and then nothing of it is recorded. The same mutants come in every run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutationTest {

    private static final int MUTANTS_OF_A_SAMPLE = 300;
    private static final String FORM = "payload=";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final LocalTable local = LocalTable.alone();
    private final MeteredClient metered = new MeteredClient(local.table().client());
    private final Clock clock = Clock.fixed(Samples.SENT, ZoneOffset.UTC);
    private final WebhookFunction function = new WebhookFunction(
            new Webhook(local.through(metered.client()), new Secrets(Samples::secrets, clock), clock));
    private final Map<String, Map<Integer, Integer>> answers = new TreeMap<>();
    private final Logger log = Logger.getLogger(Webhook.class.getName());

    @BeforeAll
    void beSilent() {
        log.setLevel(Level.OFF);
    }

    @AfterAll
    void close() {
        log.setLevel(null);
        local.close();
        answers.forEach((source, counts) -> System.out.println("mutants of " + source + " by answer: " + counts));
    }

    static List<String> samples() {
        return Samples.ALL;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_is_wrong_in_a_delivery_is_told_and_nothing_of_it_recorded(String sample) {
        APIGatewayV2HTTPEvent event = Samples.event(sample);
        String source = event.getPathParameters().get("source");
        String original = new String(Samples.body(event), UTF_8);
        Mutants mutants = new Mutants(json(original), new Random(sample.hashCode()));
        event.setIsBase64Encoded(false);
        for (int i = 0; i < MUTANTS_OF_A_SAMPLE; i++) {
            String json = MAPPER.writeValueAsString(mutants.next());
            String body = original.startsWith(FORM) ? FORM + URLEncoder.encode(json, UTF_8) : json;
            event.setBody(body);
            event.setHeaders(Samples.headers(event, body));
            metered.take();
            APIGatewayV2HTTPResponse response = function.handleRequest(event, null);
            check(response, json);
            answers.computeIfAbsent(source, name -> new TreeMap<>()).merge(response.getStatusCode(), 1, Integer::sum);
        }
    }

    private void check(APIGatewayV2HTTPResponse response, String mutant) {
        String shown = mutant.substring(0, Math.min(mutant.length(), 3_000));
        if (response.getStatusCode() == 400) {
            assertThat(MAPPER.readTree(response.getBody()).path("field").asString())
                    .as(shown)
                    .isNotBlank();
            assertThat(metered.take().written()).as(shown).isZero();
        } else {
            assertThat(response.getStatusCode()).as(shown).isIn(200, 202);
        }
    }

    private static JsonNode json(String body) {
        return MAPPER.readTree(body.startsWith(FORM) ? URLDecoder.decode(body.substring(FORM.length()), UTF_8) : body);
    }
}
