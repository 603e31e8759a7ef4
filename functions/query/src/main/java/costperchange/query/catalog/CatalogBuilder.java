package costperchange.query.catalog;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.ChangeRule;
import costperchange.calculator.allocation.Catalog.ChargeRule;
import costperchange.calculator.allocation.Catalog.Deliveries;
import costperchange.calculator.allocation.Catalog.Exclusion;
import costperchange.calculator.allocation.Catalog.Milestone;
import costperchange.calculator.allocation.Catalog.PipelineRate;
import costperchange.calculator.allocation.Catalog.Pool;
import costperchange.calculator.allocation.Catalog.Split;
import costperchange.calculator.allocation.Catalog.Team;
import costperchange.calculator.allocation.Catalog.WordBack;
import costperchange.calculator.delivery.Repositories;
import costperchange.calculator.money.Currency;
import costperchange.calculator.money.Rates;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Builds the catalog of a document that the schema and the checks have accepted. What the document does not
/// say is as in [Catalog#NONE].
final class CatalogBuilder {

    private final Part root;

    CatalogBuilder(Document document) {
        root = Part.root(document);
    }

    Catalog build() {
        Catalog named = new Catalog(
                root.get("production").map(part -> set(part.texts())).orElse(Catalog.NONE.production()),
                environments(),
                texts("applicationTags", Catalog.NONE.applicationTags()),
                texts("environmentTags", Catalog.NONE.environmentTags()),
                currencies(),
                root.items("teams").stream().map(CatalogBuilder::team).toList(),
                root.items("applications").stream()
                        .map(CatalogBuilder::application)
                        .toList(),
                root.items("pools").stream().map(CatalogBuilder::pool).toList(),
                root.items("unallocated").stream()
                        .map(CatalogBuilder::exclusion)
                        .toList(),
                root.items("milestones").stream().map(CatalogBuilder::milestone).toList(),
                deliveries(),
                rates(),
                BillMappings.of(root));
        return withProduction(named);
    }

    /// An environment is kept under its one name, so production is known by that name too, whichever the file
    /// uses.
    private static Catalog withProduction(Catalog catalog) {
        return new Catalog(
                set(catalog.production().stream().map(catalog::environment).toList()),
                catalog.environments(),
                catalog.applicationTags(),
                catalog.environmentTags(),
                catalog.currencies(),
                catalog.teams(),
                catalog.applications(),
                catalog.pools(),
                catalog.unallocated(),
                catalog.milestones(),
                catalog.deliveries(),
                catalog.rates(),
                catalog.bills());
    }

    private Map<String, List<String>> environments() {
        Map<String, List<String>> environments = new LinkedHashMap<>();
        root.get("environments")
                .ifPresent(part ->
                        part.members().forEach((name, aliases) -> environments.put(name.strip(), aliases.texts())));
        return environments;
    }

    private Map<String, String> currencies() {
        Map<String, String> currencies = new LinkedHashMap<>();
        root.get("currencies")
                .ifPresent(part -> part.members().forEach((name, code) -> currencies.put(name.strip(), code.text())));
        return currencies;
    }

    private List<String> texts(String key, List<String> otherwise) {
        return root.get(key).map(Part::texts).orElse(otherwise);
    }

    private static Team team(Part part) {
        return new Team(part.need("name").text(), part.optionalText("tribe"), Objectives.of(part));
    }

    private static Application application(Part part) {
        return new Application(
                part.need("name").text(),
                part.get("aliases").map(Part::texts).orElse(List.of()),
                part.optionalText("team"),
                charges(part),
                part.items("changes").stream().map(CatalogBuilder::change).toList(),
                part.get("sources").map(Part::texts).orElse(List.of()),
                part.day("measuredSince"),
                part.day("failuresSince"),
                part.isTrue("metrics"),
                Objectives.of(part),
                part.get("wordBack").map(Part::texts).orElse(List.of()).stream()
                        .map(label -> WordBack.of(label).orElseThrow())
                        .toList());
    }

    private static ChangeRule change(Part part) {
        Map<String, String> fields = new LinkedHashMap<>();
        part.get("fields")
                .ifPresent(all -> all.members().forEach((name, value) -> fields.put(name.strip(), value.text())));
        return new ChangeRule(
                part.get("repository")
                        .map(name -> Repositories.normal(name.text()).orElseThrow())
                        .orElse(null),
                part.get("path").map(path -> DeliveryChecks.folder(path.text())).orElse(null),
                part.optionalText("environment"),
                fields,
                part.optionalText("pipeline"),
                part.optionalText("deploys"));
    }

    private Deliveries deliveries() {
        return root.get("deliveries")
                .map(part -> new Deliveries(
                        part.get("pipelineRate").map(CatalogBuilder::rate).orElse(null),
                        part.get("botCommits")
                                .map(flag -> flag.node().booleanValue())
                                .orElse(true),
                        part.get("tieIncidentsWithin")
                                .map(text ->
                                        DeliveryChecks.duration(text.text()).orElseThrow())
                                .orElse(null)))
                .orElse(Deliveries.DEFAULT);
    }

    /// `0.008 USD`: an amount and a currency.
    private static PipelineRate rate(Part part) {
        String[] parts = part.text().split("\\s+", -1);
        return new PipelineRate(
                new BigDecimal(parts[0]), Currency.named(parts[1]).orElseThrow());
    }

    private Rates rates() {
        return root.get("rates")
                .map(part -> {
                    Map<YearMonth, Map<String, BigDecimal>> months = new LinkedHashMap<>();
                    part.need("months").members().forEach((month, rates) -> {
                        Map<String, BigDecimal> ofMonth = new LinkedHashMap<>();
                        rates.members()
                                .forEach((name, rate) -> ofMonth.put(
                                        Currency.named(name).orElseThrow().code(),
                                        rate.node().decimalValue()));
                        months.put(YearMonth.parse(month), ofMonth);
                    });
                    return new Rates(Currency.named(part.need("to").text()).orElseThrow(), months);
                })
                .orElse(Rates.NONE);
    }

    private static Pool pool(Part part) {
        return new Pool(
                part.need("name").text(),
                charges(part),
                part.get("split").map(CatalogBuilder::split).orElse(new Split.Direct()),
                part.get("feeds").map(Part::texts).orElse(List.of()));
    }

    private static Split split(Part part) {
        if (part.node().isString()) {
            return part.text().equals("even") ? new Split.Even() : new Split.Direct();
        }
        Map<String, BigDecimal> weights = new LinkedHashMap<>();
        part.need("weights")
                .members()
                .forEach((name, weight) ->
                        weights.put(name.strip(), weight.node().decimalValue()));
        return new Split.Weights(weights);
    }

    private static Exclusion exclusion(Part part) {
        return new Exclusion(part.need("reason").text(), charges(part));
    }

    private static Milestone milestone(Part part) {
        return new Milestone(
                LocalDate.parse(part.need("date").text()), part.need("name").text());
    }

    private static List<ChargeRule> charges(Part part) {
        return part.items("charges").stream()
                .flatMap(rule -> Matchers.of(rule).stream())
                .toList();
    }

    private static Set<String> set(Collection<String> names) {
        return new LinkedHashSet<>(names);
    }
}
