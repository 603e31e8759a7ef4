package costperchange.calculator.allocation;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.ChargeKind;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is said of a bill as a whole, before anything is posted to days or passed on.
///
/// @param totals sum of the charges by currency: what the ledger has to add up to
/// @param withoutEffectiveCost accounts whose usage has billed but no effective cost, in order
/// @param unallocated the biggest groups of charges of each reason for which nobody takes them, at most
///     [#SHOWN] each
public record BillSummary(
        Map<Currency, Cost> totals,
        List<Ledger.WithoutEffectiveCost> withoutEffectiveCost,
        List<Ledger.Unallocated> unallocated) {

    /// How many groups of charges are named for a reason.
    public static final int SHOWN = 10;

    public BillSummary {
        totals = new TreeMap<>(totals);
        withoutEffectiveCost = List.copyOf(withoutEffectiveCost);
        unallocated = List.copyOf(unallocated);
    }

    /// Collects charges.
    static final class Builder {

        private record Account(String subAccount, Currency currency) {}

        private record Group(
                String reason, String subAccount, String provider, String service, ChargeKind kind, Currency currency) {

            Ledger.Unallocated named(Rows rows) {
                return new Ledger.Unallocated(
                        reason, subAccount, provider, service, kind, currency, rows.cost, rows.rows);
            }
        }

        private record Usage(Cost absolute, Cost net) {
            Usage plus(Usage other) {
                return new Usage(absolute.plus(other.absolute), net.plus(other.net));
            }
        }

        private record Rows(Cost cost, long rows) {
            Rows plus(Rows other) {
                return new Rows(cost.plus(other.cost), rows + other.rows);
            }
        }

        private final Map<Currency, Cost> totals = new HashMap<>();
        private final Map<Account, Usage> usage = new HashMap<>();
        private final Map<Group, Rows> groups = new HashMap<>();

        /// @param taken how much of the charge each owner takes
        void add(Charge charge, Map<Owner, Cost> taken) {
            totals.merge(charge.currency(), charge.cost(), Cost::plus);
            String subAccount = charge.value(Dimension.Column.SUB_ACCOUNT).orElse("");
            if (charge.category() == ChargeCategory.USAGE) {
                usage.merge(
                        new Account(subAccount, charge.currency()),
                        new Usage(Ledger.absolute(charge.cost()), charge.cost()),
                        Usage::plus);
            }
            taken.forEach((owner, cost) -> {
                if (owner instanceof Owner.Unallocated(String reason)) {
                    groups.merge(group(reason, subAccount, charge), new Rows(cost, charge.rows()), Rows::plus);
                }
            });
        }

        private static Group group(String reason, String subAccount, Charge charge) {
            return new Group(
                    reason,
                    subAccount,
                    charge.provider(),
                    charge.value(Dimension.Column.SERVICE_NAME).orElse(""),
                    charge.kind(),
                    charge.currency());
        }

        BillSummary build() {
            List<Ledger.WithoutEffectiveCost> without = new ArrayList<>();
            usage.forEach((account, of) -> {
                if (of.absolute.billed().signum() != 0
                        && of.absolute.effective().signum() == 0) {
                    without.add(new Ledger.WithoutEffectiveCost(account.subAccount, account.currency, of.net.billed()));
                }
            });
            without.sort(Comparator.comparing(Ledger.WithoutEffectiveCost::subAccount)
                    .thenComparing(Ledger.WithoutEffectiveCost::currency));
            return new BillSummary(totals, without, biggest());
        }

        private List<Ledger.Unallocated> biggest() {
            Map<String, List<Ledger.Unallocated>> byReason = new TreeMap<>();
            groups.forEach((group, rows) -> byReason.computeIfAbsent(group.reason, reason -> new ArrayList<>())
                    .add(group.named(rows)));
            return byReason.values().stream()
                    .flatMap(of ->
                            of.stream().sorted(Ledger.Unallocated.BIGGEST_FIRST).limit(SHOWN))
                    .toList();
        }
    }
}
