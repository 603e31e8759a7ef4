package costperchange.webhook.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import costperchange.webhook.Samples;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import costperchange.webhook.source.Result.Told;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SourcesTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// What may stand where something else is expected.
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "-1",
            "1e999999999",
            "0.5",
            "[]",
            "[[{}]]",
            "{}",
            "\"9999-12-31T23:59:59Z\"",
            "\"2026-02-30 10:00:00 UTC\"",
            "\"" + "x".repeat(5_000) + "\"");

    private static final List<String> SAMPLES = Samples.ALL;

    @Test
    void every_source_has_a_name_of_its_own_and_samples() {
        assertThat(Sources.ALL).extracting(Source::name).doesNotHaveDuplicates();
        assertThat(Sources.ALL)
                .allMatch(source -> SAMPLES.stream().anyMatch(sample -> sample.startsWith(source.name() + "-")));
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void a_delivery_repeated_tells_the_same(String sample) {
        Result result = Deliveries.sample(sample);

        assertThat(result).isInstanceOfAny(Told.class, NotRelevant.class).isEqualTo(Deliveries.sample(sample));
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void what_no_live_secret_vouches_for_is_refused(String sample) {
        APIGatewayV2HTTPEvent event = Samples.event(sample);
        Source source = Sources.named(Samples.source(event)).orElseThrow();
        Delivery delivery = new Delivery(event.getHeaders(), Samples.body(event));

        assertThat(source.receive(delivery, List.of(), Samples.SENT)).isInstanceOf(BadSignature.class);
        assertThat(source.receive(delivery, List.of("other", "a:b", "whsec_b3RoZXI="), Samples.SENT))
                .isInstanceOf(BadSignature.class);
        assertThat(Deliveries.headers(sample, Map.of())).isInstanceOf(BadSignature.class);
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void a_body_that_is_no_object_is_malformed(String sample) {
        APIGatewayV2HTTPEvent event = Samples.event(sample);
        event.setHeaders(asJson(event));

        for (String body : List.of("", " ", "null", "{", "7", "\"\"", "[".repeat(100_000))) {
            assertThat(Deliveries.body(event, body))
                    .isInstanceOfAny(Malformed.class, NotRelevant.class)
                    .isNotInstanceOf(Told.class);
        }
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void anything_odd_anywhere_is_read_or_named_and_never_thrown(String sample) {
        APIGatewayV2HTTPEvent event = Samples.event(sample);
        String body = json(event);
        event.setHeaders(asJson(event));
        int places = places(MAPPER.readTree(body)).size();

        for (String odd : ODD) {
            for (int place = 0; place < places; place++) {
                JsonNode changed = MAPPER.readTree(body);
                places(changed).get(place).accept(MAPPER.readTree("\"~\""));
                assertThat(Deliveries.body(event, changed.toString().replace("\"~\"", odd)))
                        .isInstanceOfAny(Told.class, NotRelevant.class, Malformed.class);
            }
        }
    }

    /// Every place of a document, as what sets it.
    private static List<Consumer<JsonNode>> places(JsonNode node) {
        List<Consumer<JsonNode>> places = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                places.add(value -> object.set(name, value));
                places.addAll(places(object.get(name)));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(value -> array.set(index, value));
                places.addAll(places(array.get(i)));
            }
        }
        return places;
    }

    private static String json(APIGatewayV2HTTPEvent event) {
        String body = new String(Samples.body(event), UTF_8);
        return body.startsWith("payload=") ? URLDecoder.decode(body.substring(8), UTF_8) : body;
    }

    private static Map<String, String> asJson(APIGatewayV2HTTPEvent event) {
        Map<String, String> headers = new HashMap<>(event.getHeaders());
        headers.put("content-type", "application/json");
        return headers;
    }
}
