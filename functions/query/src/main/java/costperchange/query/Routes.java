package costperchange.query;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Explanation;
import costperchange.calculator.money.Rates;
import costperchange.calculator.report.ApplicationList;
import costperchange.calculator.report.Applications;
import costperchange.calculator.report.Bridge;
import costperchange.calculator.report.ChangesOfApplication;
import costperchange.calculator.report.CostPerChange;
import costperchange.calculator.report.Dora;
import costperchange.calculator.report.ExplanationSheet;
import costperchange.calculator.report.Gate;
import costperchange.calculator.report.LedgerChanges;
import costperchange.calculator.report.LedgerMonths;
import costperchange.calculator.report.LedgerOfMonth;
import costperchange.calculator.report.Objectives;
import costperchange.calculator.report.Scopes;
import costperchange.calculator.time.Period;
import costperchange.store.Catalogs;
import costperchange.store.Ledgers;
import costperchange.store.Measurements;
import costperchange.store.Splits;
import costperchange.store.Verdicts;
import costperchange.store.api.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is at which path, for one caller.
///
/// @param access what the caller may read
/// @param clock says what the last months are where a query names none
/// @param format that the caller wants
record Routes(Measurements measurements, Access access, Clock clock, Answer.Format format) {

    static final String CATALOG = "/v1/catalog";
    private static final String LEDGER = "/v1/ledger/";
    private static final String CHANGES = "/changes";

    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        String path = event.getRawPath();
        Map<String, String> query = Objects.requireNonNullElse(event.getQueryStringParameters(), Map.of());
        return switch (path) {
            case "/v1/cost-per-change" -> costPerChange(parameters(query, Parameters.OF_COST));
            case "/v1/applications" -> applications(path, query);
            case "/v1/dora" -> dora(parameters(query, Parameters.OF_DORA));
            case "/v1/changes" -> changes(path, query);
            case "/v1/bridge" -> bridge(parameters(query, Parameters.OF_BRIDGE));
            case "/v1/explain" -> explain(parameters(query, Parameters.OF_DAY));
            case "/v1/objectives" -> objectives(parameters(query, Parameters.OF_SCOPE));
            case "/v1/check" -> check(parameters(query, Parameters.OF_GATE));
            case "/v1/ledger" -> ledgers(parameters(query, Parameters.OF_MONTHS).ofEverything());
            case "/v1/scopes" -> scopes(parameters(query, Set.of()));
            case CATALOG -> catalog(parameters(query, Set.of()).ofEverything());
            default ->
                path.startsWith(LEDGER)
                        ? ledger(path.substring(LEDGER.length()), query)
                        : Answer.problem(404, "there is nothing at " + path);
        };
    }

    private Parameters parameters(Map<String, String> query, Set<String> known) {
        return new Parameters(query, known, access, clock);
    }

    private APIGatewayV2HTTPResponse ledger(String path, Map<String, String> query) {
        return path.endsWith(CHANGES)
                ? ledgerChanges(
                        path.substring(0, path.length() - CHANGES.length()),
                        parameters(query, Parameters.OF_LEDGER_CHANGES).ofEverything())
                : ledgerOfMonth(path, parameters(query, Parameters.OF_LEDGER).ofEverything());
    }

    private APIGatewayV2HTTPResponse costPerChange(Parameters parameters) {
        boolean converts = parameters.convert();
        return parameters.answer(parameters.question(), question -> {
            Rates rates = converts ? measurements.catalog(question.asOf()).rates() : Rates.NONE;
            if (converts && rates.to() == null) {
                return Answer.badParameter("convert", "needs rates, and the catalog has none");
            }
            CostPerChange answer = measurements.costPerChange(question, rates);
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse dora(Parameters parameters) {
        return parameters.answer(parameters.question(), question -> {
            Dora answer = measurements.dora(question);
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse applications(String path, Map<String, String> query) {
        Parameters parameters = parameters(query, Parameters.OF_APPLICATIONS);
        ApplicationList.Question list = parameters.list();
        return parameters.answer(parameters.question(), question -> {
            Applications answer = measurements.applications(question).page(list);
            return Answer.page(format, answer, answer.sheet(), after(path, query, answer.next()));
        });
    }

    private APIGatewayV2HTTPResponse changes(String path, Map<String, String> query) {
        Parameters parameters = parameters(query, Parameters.OF_CHANGES);
        return parameters.answer(parameters.changes(), question -> {
            ChangesOfApplication answer = measurements.changes(question);
            return Answer.page(format, answer, answer.sheet(), after(path, query, answer.next()));
        });
    }

    /// The same question for the next page; null where there is none.
    private static @Nullable String after(String path, Map<String, String> query, @Nullable String next) {
        if (next == null) {
            return null;
        }
        Map<String, String> pairs = new TreeMap<>(query);
        pairs.put("after", next);
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", path + "?", ""));
    }

    private APIGatewayV2HTTPResponse bridge(Parameters parameters) {
        return parameters.answer(parameters.bridge(), question -> {
            Bridge answer = ledgers().bridge(question);
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse explain(Parameters parameters) {
        return parameters.answer(parameters.day(), question -> {
            Explanation answer =
                    new Splits(measurements.table()).explain(question.application(), question.day(), question.basis());
            Explanation readable = access instanceof Access.OfTeams ? answer.withoutOthers() : answer;
            return Answer.ok(format, readable, ExplanationSheet.of(readable));
        });
    }

    private APIGatewayV2HTTPResponse scopes(Parameters parameters) {
        return parameters.answer(access, readable -> {
            Scopes answer = Scopes.of(
                    measurements.catalog(null),
                    switch (readable) {
                        case Access.Everything() -> null;
                        case Access.OfTeams(Set<String> names, Supplier<Catalog> _) -> List.copyOf(names);
                    });
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse objectives(Parameters parameters) {
        return parameters.answer(parameters.scope(), scope -> {
            Objectives answer = new Verdicts(measurements).objectives(scope, Period.day(clock.instant()));
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse check(Parameters parameters) {
        return parameters.answer(parameters.gate(), question -> {
            Gate answer = new Verdicts(measurements).gate(question, Period.day(clock.instant()));
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse ledgers(Parameters parameters) {
        return parameters.answer(parameters.months(), question -> {
            LedgerMonths answer = ledgers().months(question.from(), question.to(), question.basis());
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse ledgerOfMonth(String month, Parameters parameters) {
        return parameters.answer(parameters.ledger(month), question -> {
            LedgerOfMonth answer = ledgers().ofMonth(question);
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse ledgerChanges(String month, Parameters parameters) {
        return parameters.answer(parameters.ledgerChanges(month), question -> {
            LedgerChanges answer = ledgers().changes(question);
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private Ledgers ledgers() {
        return new Ledgers(measurements);
    }

    private APIGatewayV2HTTPResponse catalog(Parameters parameters) {
        return parameters.answer(
                new Catalogs(measurements.table()),
                catalogs -> catalogs.latest()
                        .map(uploaded -> Answer.yaml(uploaded.text(), uploaded.version()))
                        .orElseGet(() -> Answer.problem(404, "no catalog was uploaded")));
    }
}
