package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.store.Json;
import costperchange.store.Keys;
import costperchange.store.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;

/// What runs here and what the template describes are the same.
class TemplateTest {

    private static final Map<String, Object> TEMPLATE = template();

    @Test
    void the_stream_wakes_the_same_functions() {
        List<String> keys = List.of(
                "BILLS#2026-01 BILLS",
                "BILL#2026-01#export#a#0 APPLICATION#shop#000",
                "APP#shop DEPLOYMENT#github#1",
                "APP#shop REVISION#9f2c41d",
                "APP#shop INCIDENT#changes#1",
                "APP#shop BILL#2026-01#000",
                "APP#shop MONTH#2026-01",
                "APP#shop DAYS#2026-01",
                "APP#shop LEAD#2026-01#000",
                "APP#shop DETAIL#2026-01#000",
                "LEDGER#2026-01 export#a#USD#2026-01",
                "SETTLING 2026-01",
                "CATALOG 2026-01-01T00:00:00.000Z",
                "LATEST CATALOG",
                "WORD#cpc_0f0f github",
                "MARK#told 2026-01",
                "REPORT#2026-01 ISSUE#effective#organisation#0001",
                "REPORT#2026-01 TEXT#effective#organisation#0001#0f0f#000",
                "EXPLORER#111122223333 REQUESTS#2026-01",
                "EXPLORER#111122223333#2026-01 2026-02-01#0f0f");
        for (String key : keys) {
            String pk = key.split(" ")[0];
            String sk = key.split(" ")[1];
            assertThat(passes("SplitFunction", "Bills", pk, sk)).as(key).isEqualTo(Keys.wakesSplit(pk, sk));
            assertThat(passes("JoinFunction", "Inputs", pk, sk)).as(key).isEqualTo(Keys.wakesJoin(pk, sk));
        }
    }

    @Test
    void the_table_is_the_same() {
        var local = TableDefinition.create("table");
        Map<String, Object> table = properties("Table");
        assertThat(table.get("KeySchema").toString()).isEqualTo(names(local.keySchema()));
        List<Map<String, Object>> indexes = list(table, "LocalSecondaryIndexes");
        assertThat(indexes).hasSameSizeAs(local.localSecondaryIndexes());
        for (int i = 0; i < indexes.size(); i++) {
            var index = local.localSecondaryIndexes().get(i);
            assertThat(indexes.get(i).get("IndexName")).isEqualTo(index.indexName());
            assertThat(indexes.get(i).get("KeySchema").toString()).isEqualTo(names(index.keySchema()));
            assertThat(map(indexes.get(i), "Projection").getOrDefault("NonKeyAttributes", List.of()))
                    .isEqualTo(index.projection().nonKeyAttributes());
        }
        assertThat(list(table, "GlobalSecondaryIndexes"))
                .singleElement()
                .satisfies(index -> assertThat(index.get("KeySchema").toString())
                        .isEqualTo(
                                names(local.globalSecondaryIndexes().getFirst().keySchema())));
        assertThat(map(table, "StreamSpecification").get("StreamViewType"))
                .isEqualTo(local.streamSpecification().streamViewTypeAsString());
    }

    @Test
    void every_handler_is_a_class_that_can_be_loaded() throws ClassNotFoundException {
        int handlers = 0;
        for (String name : map(TEMPLATE, "Resources").keySet()) {
            Object handler = properties(name).get("Handler");
            if (handler != null) {
                String[] parts = handler.toString().split("::");
                assertThat(Class.forName(parts[0]).getMethods())
                        .as(name)
                        .anyMatch(method -> method.getName().equals(parts[1]));
                handlers++;
            }
        }
        assertThat(handlers).isEqualTo(15);
    }

    @Test
    void every_rule_of_eventbridge_may_put_what_it_gives_up_into_the_failure_queue() {
        List<String> rules = new ArrayList<>();
        for (String name : map(TEMPLATE, "Resources").keySet()) {
            map(properties(name), "Events").forEach((event, source) -> {
                if (source instanceof Map<?, ?> one && "EventBridgeRule".equals(one.get("Type"))) {
                    rules.add("!GetAtt " + name + event + ".Arn");
                }
            });
        }
        Map<String, Object> statement = list(map(properties("FailuresPolicy"), "PolicyDocument"), "Statement")
                .getFirst();
        assertThat(rules).hasSize(4);
        assertThat(map(map(statement, "Condition"), "ArnEquals").get("aws:SourceArn"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrderElementsOf(rules);
    }

    /// The function answers both; a method without a route would be told that there is nothing.
    @Test
    void what_answers_get_answers_head_to_the_same_callers() {
        Map<Object, Map<String, Object>> routes = new HashMap<>();
        map(TEMPLATE, "Resources").keySet().stream()
                .map(TemplateTest::properties)
                .filter(properties -> properties.containsKey("RouteKey"))
                .forEach(properties -> routes.put(properties.get("RouteKey"), properties));
        List<String> asked = routes.keySet().stream()
                .map(Object::toString)
                .filter(key -> key.startsWith("GET "))
                .toList();
        assertThat(asked).hasSize(3).allSatisfy(key -> {
            Map<String, Object> head = new HashMap<>(routes.get(key));
            head.put("RouteKey", key.replace("GET ", "HEAD "));
            assertThat(routes.get(head.get("RouteKey"))).isEqualTo(head);
        });
    }

    @Test
    void cost_explorer_is_read_only_where_a_tag_is_named() {
        Map<String, Object> function = map(map(TEMPLATE, "Resources"), "CostExplorerFunction");
        assertThat(function.get("Condition")).isEqualTo("ReadsCostExplorer");
        assertThat(map(map(TEMPLATE, "Parameters"), "CostExplorerTag").get("Default"))
                .isEqualTo("");
        assertThat(map(map(map(function, "Properties"), "Environment"), "Variables"))
                .containsKeys(
                        "COST_EXPLORER_TAG",
                        "COST_EXPLORER_BY",
                        "COST_EXPLORER_ACCOUNT",
                        "COST_EXPLORER_BUDGET",
                        "COST_EXPLORER_NET");
    }

    @Test
    void a_stack_needs_no_bucket_of_exports() {
        assertThat(map(map(TEMPLATE, "Parameters"), "ExportsBucketName").get("Default"))
                .isEqualTo("");
        assertThat(map(map(TEMPLATE, "Resources"), "IngestReadsExports").get("Condition"))
                .isEqualTo("ReadsExports");
    }

    @Test
    void reports_are_sent_by_mail_and_to_chats_only_where_that_is_asked_for() {
        Map<String, Object> variables = map(map(properties("ReportFunction"), "Environment"), "Variables");
        assertThat(variables)
                .containsOnlyKeys(
                        "REPORTS_BUCKET",
                        "REPORT_TOPIC_ARN",
                        "REPORT_MAIL_FROM",
                        "REPORT_MAIL_TO",
                        "REPORT_WEBHOOKS_ARN");
        Map<String, Object> resources = map(TEMPLATE, "Resources");
        assertThat(map(resources, "ReportSendsMail").get("Condition")).isEqualTo("TellsByMail");
        for (String name : List.of("ReportWebhooks", "ReportReadsWebhooks")) {
            assertThat(map(resources, name).get("Condition")).as(name).isEqualTo("TellsChat");
        }
    }

    @Test
    void an_alarm_ends_where_there_is_nothing_to_ring_for_any_more() {
        List<String> alarms = map(TEMPLATE, "Resources").keySet().stream()
                .filter(name -> "AWS::CloudWatch::Alarm"
                        .equals(map(map(TEMPLATE, "Resources"), name).get("Type")))
                .toList();
        assertThat(alarms)
                .contains("BudgetBurns")
                .allSatisfy(alarm ->
                        assertThat(properties(alarm).get("TreatMissingData")).isEqualTo("notBreaching"));
    }

    /// Single actions on single resources: nothing may do everything, nor anything everywhere.
    @Test
    void every_policy_names_single_actions_and_one_resource() {
        for (String name : map(TEMPLATE, "Resources").keySet()) {
            List<Map<String, Object>> policies = new ArrayList<>(list(properties(name), "Policies"));
            policies.add(map(properties(name), "PolicyDocument"));
            for (Map<String, Object> policy : policies) {
                for (Map<String, Object> statement : list(policy, "Statement")) {
                    assertThat(statement.get("Action").toString()).as(name).doesNotContain("*");
                    assertThat(statement.get("Resource").toString())
                            .as(name)
                            .isNotEqualTo("*")
                            .doesNotContain("[*");
                }
            }
        }
    }

    private static boolean passes(String function, String event, String pk, String sk) {
        Map<String, Object> source = map(map(map(properties(function), "Events"), event), "Properties");
        return list(map(source, "FilterCriteria"), "Filters").stream().anyMatch(filter -> {
            JsonNode keys = Json.MAPPER
                    .readTree(filter.get("Pattern").toString())
                    .path("dynamodb")
                    .path("Keys");
            return matches(keys.path("pk").path("S"), pk)
                    && matches(keys.path("sk").path("S"), sk);
        });
    }

    private static boolean matches(JsonNode alternatives, String value) {
        List<Boolean> matches = new ArrayList<>();
        alternatives.forEach(one -> matches.add(
                one.isString()
                        ? one.asString().equals(value)
                        : value.startsWith(one.path("prefix").asString())));
        return matches.contains(true);
    }

    private static String names(List<software.amazon.awssdk.services.dynamodb.model.KeySchemaElement> keys) {
        return keys.stream()
                .map(key -> "{AttributeName=" + key.attributeName() + ", KeyType=" + key.keyTypeAsString() + "}")
                .toList()
                .toString();
    }

    /// The properties of a resource of the template.
    static Map<String, Object> properties(String resource) {
        return map(map(map(TEMPLATE, "Resources"), resource), "Properties");
    }

    /// A variable that the template gives every function.
    static String variable(String name) {
        return map(map(map(map(TEMPLATE, "Globals"), "Function"), "Environment"), "Variables")
                .get(name)
                .toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> in, String name) {
        return (Map<String, Object>) Objects.requireNonNullElse(in.get(name), Map.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> in, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNullElse(in.get(name), List.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> template() {
        try {
            LoadSettings settings = LoadSettings.builder().build();
            // CloudFormation's own tags (!Ref, !Sub) are read as what they stand before.
            StandardConstructor plain = new StandardConstructor(settings) {
                @Override
                protected Optional<ConstructNode> findConstructorFor(Node node) {
                    if (!node.getTag().getValue().startsWith("!")) {
                        return super.findConstructorFor(node);
                    }
                    return Optional.of(tagged -> switch (tagged) {
                        case ScalarNode scalar -> node.getTag().getValue() + " " + scalar.getValue();
                        case SequenceNode sequence -> constructSequence(sequence);
                        case MappingNode mapping -> constructMapping(mapping);
                        default -> throw new IllegalStateException("unknown node " + tagged);
                    });
                }
            };
            return (Map<String, Object>) new Load(settings, plain)
                    .loadFromString(Files.readString(CommandLineRun.ROOT.resolve("template.yaml")));
        } catch (IOException missing) {
            throw new IllegalStateException("template.yaml cannot be read", missing);
        }
    }
}
