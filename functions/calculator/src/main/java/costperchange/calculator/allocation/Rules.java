package costperchange.calculator.allocation;

import costperchange.calculator.allocation.Catalog.ChargeRule;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The catalog's rules, in order: applications, pools, what stays unallocated, then the application tag.
public final class Rules {

    /// Why a charge stays unallocated that no rule takes and no tag names.
    public static final String NO_RULE = "no rule matches and no application tag";

    private final Catalog catalog;
    private final List<Rule> rules = new ArrayList<>();

    /// Who takes a charge, and in which environment.
    ///
    /// @param environment as the catalog names it; empty where nothing says
    /// @param production whether that is a production environment
    public record Taken(Owner owner, String environment, boolean production) {}

    private record Rule(ChargeRule rule, Owner owner) {}

    public Rules(Catalog catalog) {
        this.catalog = catalog;
        catalog.applications().forEach(a -> add(a.charges(), new Owner.Application(a.name())));
        catalog.pools().forEach(p -> add(p.charges(), new Owner.Pool(p.name())));
        catalog.unallocated().forEach(e -> add(e.charges(), new Owner.Unallocated(e.reason())));
    }

    private void add(List<ChargeRule> charges, Owner owner) {
        charges.forEach(rule -> rules.add(new Rule(rule, owner)));
    }

    /// Who takes a charge: exactly one owner for every charge.
    public Taken take(Charge charge) {
        return rules.stream()
                .filter(rule -> rule.rule.matcher().matches(charge))
                .findFirst()
                .map(rule -> taken(charge, rule.owner, rule.rule.environment()))
                .orElseGet(() -> taken(charge, byTag(charge), null));
    }

    private Taken taken(Charge charge, Owner owner, @Nullable String ruled) {
        String environment = Optional.ofNullable(ruled)
                .or(() -> tag(charge, catalog.environmentTags()))
                .map(catalog::environment)
                .orElse("");
        return new Taken(owner, environment, catalog.isProduction(environment));
    }

    private Owner byTag(Charge charge) {
        return tag(charge, catalog.applicationTags())
                .<Owner>map(tag -> new Owner.Application(catalog.spelled(tag)))
                .orElseGet(() -> new Owner.Unallocated(NO_RULE));
    }

    private static Optional<String> tag(Charge charge, List<String> keys) {
        return keys.stream()
                .flatMap(key -> charge.value(new Dimension.Tag(key)).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
