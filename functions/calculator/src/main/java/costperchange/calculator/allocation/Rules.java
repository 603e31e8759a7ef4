package costperchange.calculator.allocation;

import costperchange.calculator.allocation.Catalog.ChargeRule;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The catalog's rules, in order: applications, pools, what stays unallocated, then the application tag.
///
/// A rule may hold for some days only. A charge of several days is looked at day by day, so when an application
/// moves each owner takes what falls on its own days.
public final class Rules {

    /// Why a charge stays unallocated that no rule takes and no tag names.
    public static final String NO_RULE = "no rule matches and no application tag";

    /// Why the part of a commitment stays unallocated that nothing used and no rule takes. A tag does not take
    /// it: it says who bought the commitment, not who should have used it.
    public static final String UNUSED = "unused commitment";

    /// Why a charge stays unallocated whose tag names no application that could be kept: one of more than
    /// [#LONGEST_NAME] characters. It is a text that got into the wrong place, and keeps no bill out.
    public static final String TAG_TOO_LONG = "application tag too long";

    /// As many characters as names in deliveries have at most.
    private static final int LONGEST_NAME = 200;

    /// What every charge is asked for, whatever the catalog says: it decides about unused commitments, and tells
    /// people which charges are meant that nobody takes.
    static final List<Dimension> ALWAYS_ASKED =
            List.of(Dimension.Column.SUB_ACCOUNT, Dimension.Column.SERVICE_NAME, Dimension.Column.COMMITMENT_STATUS);

    private final Catalog catalog;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<Map<Dimension, String>, Choice> choices = new HashMap<>();

    /// Who takes a charge on a day, and how.
    ///
    /// @param environment as the catalog names it; empty where nothing says
    /// @param production whether that is a production environment
    /// @param rule what decided, for a person; empty where nothing did
    /// @param amortise whether the charge is amortised
    /// @param recoverableTax whether the charge is a tax that comes back
    public record Taken(
            Owner owner,
            String environment,
            boolean production,
            String rule,
            boolean amortise,
            boolean recoverableTax) {}

    /// A rule that was looked at.
    ///
    /// @param passed why it did not take the charge; null if it did
    public record Step(Owner owner, String rule, @Nullable String passed) {}

    /// What a charge posts.
    ///
    /// @param corrects the month that it corrects, where that is not its own billing period's; else null
    /// @param multiPeriod whether the charge reaches outside its billing period, so that no trend has it
    record Part(@Nullable YearMonth corrects, Map<LocalDate, Cost> days, boolean multiPeriod) {}

    private record Rule(ChargeRule rule, String label, Owner owner) {}

    /// @param matching the rules that match charges with some values, in order
    /// @param otherwise on days on which none of them holds
    private record Choice(List<Rule> matching, Taken otherwise) {}

    public Rules(Catalog catalog) {
        this.catalog = catalog;
        catalog.applications().forEach(a -> add(a.charges(), new Owner.Application(a.name())));
        catalog.pools().forEach(p -> add(p.charges(), new Owner.Pool(p.name())));
        catalog.unallocated().forEach(e -> add(e.charges(), new Owner.Unallocated(e.reason())));
    }

    private void add(List<ChargeRule> charges, Owner owner) {
        charges.forEach(rule -> rules.add(new Rule(rule, rule.label(), owner)));
    }

    /// Who takes a charge on a day: exactly one owner for every charge and day.
    public Taken take(Charge charge, LocalDate day) {
        Choice choice = choice(charge);
        return choice.matching.stream()
                .filter(rule -> rule.rule.holdsOn(day))
                .findFirst()
                .map(rule -> taken(charge, rule))
                .orElse(choice.otherwise);
    }

    /// What a charge posts to each of its days, as [#parts] says.
    public Map<LocalDate, Cost> byDay(Charge charge) {
        Map<LocalDate, Cost> days = new TreeMap<>();
        parts(charge).forEach(part -> part.days.forEach((day, cost) -> days.merge(day, cost, Cost::plus)));
        return days;
    }

    /// What a charge comes apart into before it is posted. A correction does by the months that it corrects.
    /// Where the rule of a charge's first day amortises it, the effective cost goes to all the days to come, and
    /// the billed cost stays where the invoice has it; so does what corrects months before.
    List<Part> parts(Charge charge) {
        Map<YearMonth, Cost> corrected = charge.corrected();
        if (corrected.isEmpty()) {
            return own(charge);
        }
        List<Part> parts = new ArrayList<>();
        corrected.forEach((month, cost) -> {
            Charge part = charge.costing(cost);
            if (month.equals(charge.billingPeriod().month())) {
                parts.addAll(own(part));
            } else {
                parts.add(new Part(month, part.byDay(), true));
            }
        });
        return parts;
    }

    private List<Part> own(Charge charge) {
        Map<LocalDate, Cost> days = charge.byDay();
        return amortised(charge)
                .map(amortised -> List.of(
                        new Part(null, only(Basis.BILLED, days), charge.multiPeriod()),
                        new Part(null, only(Basis.EFFECTIVE, amortised), false)))
                .orElseGet(() -> List.of(new Part(null, days, charge.multiPeriod())));
    }

    private Optional<Map<LocalDate, Cost>> amortised(Charge charge) {
        LocalDate first = charge.byDay().keySet().iterator().next();
        return take(charge, first).amortise() ? charge.amortised() : Optional.empty();
    }

    private static Map<LocalDate, Cost> only(Basis basis, Map<LocalDate, Cost> days) {
        Map<LocalDate, Cost> only = new TreeMap<>();
        days.forEach((day, cost) -> only.put(
                day,
                switch (basis) {
                    case BILLED -> new Cost(cost.billed(), BigDecimal.ZERO);
                    case EFFECTIVE -> new Cost(BigDecimal.ZERO, cost.effective());
                }));
        return only;
    }

    /// Many charges have the same values, and there may be many rules and applications.
    private Choice choice(Charge charge) {
        return choices.computeIfAbsent(
                charge.values(),
                _ -> new Choice(
                        rules.stream()
                                .filter(rule -> rule.rule.matcher().matches(charge))
                                .toList(),
                        takenWithoutRule(charge)));
    }

    /// The rules as they were looked at for a charge on a day, in order, up to the one that took it. The last
    /// step is what [#take] says.
    public List<Step> steps(Charge charge, LocalDate day) {
        List<Step> steps = new ArrayList<>();
        for (Rule rule : rules) {
            String passed = rule.rule.holdsOn(day)
                    ? rule.rule.matcher().differs(charge).orElse(null)
                    : "does not hold on " + day;
            steps.add(new Step(rule.owner, rule.label, passed));
            if (passed == null) {
                return steps;
            }
        }
        Taken last = takenWithoutRule(charge);
        steps.add(new Step(last.owner, last.rule, null));
        return steps;
    }

    private Taken taken(Charge charge, Rule rule) {
        String environment = environment(charge, rule.rule.environment());
        return new Taken(
                rule.owner,
                environment,
                catalog.isProduction(environment),
                rule.label,
                rule.rule.amortise(),
                // A rule may take whole accounts; of their charges only the tax can come back.
                rule.rule.recoverableTax() && charge.category() == ChargeCategory.TAX);
    }

    private Taken takenWithoutRule(Charge charge) {
        String environment = environment(charge, null);
        Owner owner = ownerWithoutRule(charge);
        return new Taken(
                owner,
                environment,
                catalog.isProduction(environment),
                owner instanceof Owner.Application ? "application tag" : "",
                false,
                false);
    }

    private Owner ownerWithoutRule(Charge charge) {
        boolean unused = charge.value(Dimension.Column.COMMITMENT_STATUS)
                .filter("Unused"::equalsIgnoreCase)
                .isPresent();
        return unused
                ? new Owner.Unallocated(UNUSED)
                : tag(charge, catalog.applicationTags())
                        .<Owner>map(tag -> tag.length() > LONGEST_NAME
                                ? new Owner.Unallocated(TAG_TOO_LONG)
                                : new Owner.Application(catalog.spelled(tag)))
                        .orElseGet(() -> new Owner.Unallocated(NO_RULE));
    }

    private String environment(Charge charge, @Nullable String ruled) {
        return Optional.ofNullable(ruled)
                .or(() -> tag(charge, catalog.environmentTags()))
                .map(catalog::environment)
                .orElse("");
    }

    private static Optional<String> tag(Charge charge, List<String> keys) {
        return keys.stream()
                .flatMap(key -> charge.value(new Dimension.Tag(key)).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
