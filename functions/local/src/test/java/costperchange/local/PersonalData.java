package costperchange.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who is named in deliveries, and what people wrote there.
///
/// @param texts without those too short to be looked for
record PersonalData(Set<String> texts) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String FORM = "payload=";
    private static final int TOO_SHORT = 3;

    /// Members that say who someone is, or hold what someone wrote, wherever they stand.
    private static final Set<String> WRITTEN = Set.of(
            "login",
            "email",
            "username",
            "user_name",
            "user_username",
            "user_email",
            "user_url",
            "display_name",
            "displayName",
            "uniqueName",
            "message",
            "title",
            "commit_title",
            "subject",
            "body",
            "text",
            "description",
            "summary",
            "note",
            "notes",
            "culprits");

    /// Members that are about someone, of which every text counts.
    private static final Set<String> PEOPLE = Set.of(
            "author",
            "committer",
            "sender",
            "user",
            "creator",
            "pusher",
            "actor",
            "triggering_actor",
            "assignee",
            "assignees",
            "agent",
            "requestedFor",
            "responders");

    /// Within those: kinds of things, and times of commits, which are what lead times are made of.
    private static final Set<String> NOT_PERSONAL = Set.of("type", "date");

    /// What stands in such members too and is no one's: names of applications, jobs, teams, tools and incidents.
    private static final Set<String> NAMES = Set.of(
            "acme", "checkout", "checkout-deploy", "main", "monitoring", "payments", "sample", "slow-payments-17");

    PersonalData() {
        this(new TreeSet<>());
    }

    void collect(SampleDelivery sample) {
        String body = new String(sample.body(), UTF_8);
        collect(
                MAPPER.readTree(body.startsWith(FORM) ? URLDecoder.decode(body.substring(FORM.length()), UTF_8) : body),
                false);
    }

    private void collect(JsonNode node, boolean personal) {
        if (node.isString() && personal) {
            add(node.stringValue());
        }
        node.propertyStream().forEach(member -> {
            if (member.getKey().equals("data_base64")) {
                byte[] event = Base64.getDecoder().decode(member.getValue().asString());
                collect(MAPPER.readTree(event), false);
            }
            collect(member.getValue(), isPersonal(member.getKey(), member.getValue(), personal));
        });
        if (node.isArray()) {
            node.forEach(item -> collect(item, personal));
        }
    }

    private static boolean isPersonal(String name, JsonNode value, boolean around) {
        return (around && !NOT_PERSONAL.contains(name))
                || PEOPLE.contains(name)
                || (WRITTEN.contains(name) && !value.isObject());
    }

    /// Line by line: one alone would be too much.
    private void add(String text) {
        text.lines()
                .map(String::strip)
                .filter(line -> line.length() > TOO_SHORT)
                .filter(line -> !NAMES.contains(line.toLowerCase(Locale.ROOT)))
                .forEach(texts::add);
    }

    /// All texts of an attribute, those inside JSON without its escapes.
    static Stream<String> textsOf(String attribute) {
        try {
            return Stream.concat(Stream.of(attribute), leaves(MAPPER.readTree(attribute)));
        } catch (JacksonException noJson) {
            return Stream.of(attribute);
        }
    }

    private static Stream<String> leaves(JsonNode node) {
        if (node.isString()) {
            return Stream.of(node.stringValue());
        }
        return Stream.concat(
                node.propertyStream()
                        .flatMap(member -> Stream.concat(Stream.of(member.getKey()), leaves(member.getValue()))),
                node.isArray() ? node.valueStream().flatMap(PersonalData::leaves) : Stream.empty());
    }
}
