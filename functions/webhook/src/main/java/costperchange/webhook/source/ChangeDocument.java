package costperchange.webhook.source;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.IncidentTold;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Our own document: a deployment, or an incident if it has the field `incident`. Other fields than these are
/// ignored; null is the same as nothing.
///
/// | field of a deployment | |
/// | --- | --- |
/// | `id` | the teller's name for this attempt, 1 to 200 characters; the same for all that is told of it |
/// | `application`, `environment` | 1 to 200 characters |
/// | `outcome` | `in_progress`, `succeeded`, `failed` or `cancelled` |
/// | `finishedAt` | needed unless in progress; then it must be left out and `startedAt` is needed |
/// | `startedAt`, `firstCommitAt`, `rolledBackAt` | optional |
/// | `revision` | optional, 1 to 200 characters |
/// | `commits`, `pipelineSeconds` | optional, whole numbers from 0 to 1,000,000 and to 31,536,000 (a year) |
/// | `url` | optional, http or https, up to 2,000 characters |
/// | `repository` | optional: host and path, or a clone address |
/// | `rework` | optional: whether it was made because of a failure in production |
/// | `fixes` | optional: the id or the revision of the deployment that it repairs |
/// | `reverts` | optional: how many of its commits take earlier ones back, from 0 to 1,000,000 |
/// | `paths` | optional: up to 100 folders or files of the repository that it is about, 1 to 200 characters each |
/// | `fields` | optional: up to 20 members that the catalog's rules may ask for, each a text, number or flag |
///
/// With `paths` and `fields` one deployment of a repository of many applications is told of those that it
/// deploys. A file of [ChangesCsv] has no columns for them.
///
/// | field of an incident | |
/// | --- | --- |
/// | `incident` | the teller's name for it, 1 to 200 characters |
/// | `application` | 1 to 200 characters |
/// | `startedAt` | needed |
/// | `resolvedAt` | optional; without it the incident is open |
/// | `deployment` | optional: the `id` or the `revision` of the deployment that caused it |
/// | `environment` | optional: where it failed; an incident outside production is not recorded |
/// | `url` | optional |
///
/// Times are those of RFC 3339, with `Z` or an offset, from 1970 to a day from now. What comes to be known
/// later, as
/// `rolledBackAt` or `resolvedAt`, is told by sending the document again with it.
final class ChangeDocument {

    private static final long MOST_COMMITS = 1_000_000;
    private static final String PATHS = "paths";
    private static final int MOST_PATHS = 100;
    private static final String MEMBERS = "fields";
    private static final int MOST_MEMBERS = 20;
    private static final long YEAR = 365L * 24 * 60 * 60;

    private ChangeDocument() {}

    static Fact read(JsonFields fields) throws MalformedException {
        return fields.has("incident") ? incident(fields) : deployment(fields);
    }

    static DeploymentTold deployment(Fields fields) throws MalformedException {
        String id = fields.text("id", Fields.NAME);
        String application = fields.text("application", Fields.NAME);
        String environment = fields.text("environment", Fields.NAME);
        Outcome outcome = outcome(fields);
        return new DeploymentTold(
                Changes.NAME, id, outcome, at(outcome, fields), told(application, environment, fields));
    }

    private static Outcome outcome(Fields fields) throws MalformedException {
        String label = fields.text("outcome", Fields.NAME);
        return Outcome.of(label)
                .orElseThrow(() -> fields.malformed(
                        "outcome",
                        Arrays.stream(Outcome.values())
                                .map(Outcome::label)
                                .collect(Collectors.joining(", ", "is none of ", ""))));
    }

    private static Instant at(Outcome outcome, Fields fields) throws MalformedException {
        if (outcome.isFinal()) {
            return fields.time("finishedAt");
        }
        if (fields.raw("finishedAt") != null) {
            throw fields.malformed("finishedAt", "is told of a deployment in progress");
        }
        return fields.time("startedAt");
    }

    private static Told told(String application, String environment, Fields fields) throws MalformedException {
        return new Told(
                origin(application, fields),
                environment,
                fields.optionalText("revision", Fields.NAME),
                fields.optionalTime("startedAt"),
                fields.optionalTime("firstCommitAt"),
                integer(fields.optionalCount("commits", MOST_COMMITS)),
                fields.optionalCount("pipelineSeconds", YEAR),
                fields.optionalLink("url"),
                fields.optionalTime("rolledBackAt"),
                fields.optionalFlag("rework"),
                fields.optionalText("fixes", Fields.NAME),
                integer(fields.optionalCount("reverts", MOST_COMMITS)));
    }

    private static Origin origin(String application, Fields fields) throws MalformedException {
        Origin origin = new Origin(application, fields.optionalRepository("repository"), List.of(), Map.of());
        return fields instanceof JsonFields json ? origin.withPaths(paths(json)).withFields(scalars(json)) : origin;
    }

    private static List<String> paths(JsonFields fields) throws MalformedException {
        List<String> paths = fields.texts(PATHS, MOST_PATHS, Integer.MAX_VALUE);
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            if (path.isBlank() || path.codePointCount(0, path.length()) > Fields.NAME || !Fields.isPrintable(path)) {
                throw fields.malformed(PATHS + "[" + i + "]", "is not 1 to " + Fields.NAME + " printable characters");
            }
        }
        return paths.stream().map(String::strip).toList();
    }

    private static Map<String, String> scalars(JsonFields fields) throws MalformedException {
        Optional<JsonFields> members = fields.optionalObject(MEMBERS);
        if (members.isEmpty()) {
            return Map.of();
        }
        List<String> names = members.get().names();
        if (names.size() > MOST_MEMBERS) {
            throw fields.malformed(MEMBERS, "has more than " + MOST_MEMBERS + " members");
        }
        Map<String, String> scalars = members.get().scalars();
        for (String name : names) {
            if (name.length() > Fields.NAME) {
                throw fields.malformed(MEMBERS, "has a name longer than " + Fields.NAME + " characters");
            }
            if (members.get().has(name) && !scalars.containsKey(name)) {
                throw members.get()
                        .malformed(name, "is not a number, true or false, or 1 to " + Fields.NAME + " characters");
            }
        }
        return scalars;
    }

    private static @Nullable Integer integer(@Nullable Long number) {
        return number == null ? null : Math.toIntExact(number);
    }

    private static IncidentTold incident(Fields fields) throws MalformedException {
        return new IncidentTold(
                Changes.NAME,
                fields.text("incident", Fields.NAME),
                Origin.application(fields.text("application", Fields.NAME)),
                fields.optionalText("environment", Fields.NAME),
                fields.time("startedAt"),
                fields.optionalTime("resolvedAt"),
                fields.optionalText("deployment", Fields.NAME),
                fields.optionalLink("url"));
    }
}
