package costperchange.calculator.report;

import costperchange.calculator.charge.ChargeKind;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.cost.Ledger.Went;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.LedgerOfMonth.Correction;
import costperchange.calculator.report.LedgerOfMonth.Kind;
import costperchange.calculator.report.LedgerOfMonth.Question;
import costperchange.calculator.report.LedgerOfMonth.Reason;
import costperchange.calculator.report.LedgerOfMonth.Released;
import costperchange.calculator.report.LedgerOfMonth.Row;
import costperchange.calculator.report.LedgerOfMonth.Unallocated;
import costperchange.calculator.report.LedgerOfMonth.WithoutEffectiveCost;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rows of a month's ledger.
final class LedgerRows {

    /// Stands for what left a bill because it is shown in the month that it corrects.
    private static final String MOVED = "corrections, shown in the months that they correct";

    private static final int SHARE_SCALE = 6;

    private final Question question;
    private final List<Ledger> own;
    private final List<Ledger> released;
    private final List<Ledger> correcting;

    private record Bill(String source, String account, Instant start, Currency currency) {}

    private record KindOfInvoice(ChargeKind kind, String invoice) implements Comparable<KindOfInvoice> {
        @Override
        public int compareTo(KindOfInvoice other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : invoice.compareTo(other.invoice);
        }
    }

    LedgerRows(Question question, Collection<Ledger> ledgers) {
        this.question = question;
        List<Ledger> sorted = ledgers.stream().sorted(Ledger.ORDER).toList();
        own = sorted.stream()
                .filter(ledger -> ledger.billingMonth().equals(question.month()) && !ledger.released())
                .toList();
        released = sorted.stream()
                .filter(ledger -> ledger.released() && ledger.month().equals(question.month()))
                .toList();
        correcting = sorted.stream()
                .filter(ledger -> ledger.billingMonth().isAfter(question.month()))
                .filter(ledger ->
                        ledger.corrections().stream().anyMatch(c -> c.corrects().equals(question.month())))
                .toList();
    }

    List<Row> rows() {
        Map<Bill, List<Ledger>> byBill = own.stream()
                .collect(Collectors.groupingBy(
                        ledger -> new Bill(
                                ledger.source(), ledger.account(), ledger.billingPeriodStart(), ledger.currency()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Row> rows = new ArrayList<>();
        byBill.values().forEach(ledgers -> rows.add(row(ledgers)));
        if (question.corrected()) {
            correcting.forEach(ledger -> rows.add(incoming(ledger)));
        }
        return rows;
    }

    List<Row> totals() {
        Map<Currency, List<Row>> byCurrency =
                rows().stream().collect(Collectors.groupingBy(Row::currency, TreeMap::new, Collectors.toList()));
        Map<Currency, List<Ledger>> ledgers = own.stream().collect(Collectors.groupingBy(Ledger::currency));
        return byCurrency.entrySet().stream()
                .map(entry -> total(entry.getKey(), entry.getValue(), ledgers.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    List<Released> released() {
        return released.stream()
                .map(ledger -> new Released(
                        ledger.source(),
                        ledger.account(),
                        ledger.billingMonth(),
                        ledger.currency(),
                        on(ledger.went().total()),
                        on(ledger.went().direct()),
                        on(ledger.went().shared()),
                        on(ledger.went().unallocated())))
                .toList();
    }

    List<Correction> corrections() {
        List<Correction> corrections = new ArrayList<>();
        own.forEach(ledger -> ledger.corrections().forEach(one -> corrections.add(correction(ledger, one))));
        correcting.forEach(ledger -> ledger.corrections().stream()
                .filter(one -> one.corrects().equals(question.month()))
                .forEach(one -> corrections.add(correction(ledger, one))));
        return corrections;
    }

    List<Unallocated> biggest() {
        List<Unallocated> biggest = new ArrayList<>();
        own.forEach(ledger -> {
            if (ledger.bill() != null) {
                ledger.bill()
                        .unallocated()
                        .forEach(group -> biggest.add(new Unallocated(
                                ledger.source(),
                                ledger.account(),
                                group.reason(),
                                group.subAccount(),
                                group.provider(),
                                group.service(),
                                group.kind().label(),
                                group.currency(),
                                on(group.cost()),
                                group.rows())));
            }
        });
        return biggest;
    }

    List<WithoutEffectiveCost> withoutEffectiveCost() {
        List<WithoutEffectiveCost> all = new ArrayList<>();
        own.forEach(ledger -> {
            if (ledger.bill() != null) {
                ledger.bill()
                        .withoutEffectiveCost()
                        .forEach(of -> all.add(new WithoutEffectiveCost(
                                ledger.source(), ledger.account(), of.subAccount(), of.currency(), of.billed())));
            }
        });
        return all;
    }

    /// @param ledgers of one bill
    private Row row(List<Ledger> ledgers) {
        Went moved = question.corrected() ? moved(ledgers) : Went.NOWHERE;
        Went went = ledgers.stream()
                .map(Ledger::went)
                .reduce(Went.NOWHERE, Went::plus)
                .minus(moved);
        Cost bill = Cost.ZERO;
        Cost deferred = Cost.ZERO;
        Map<KindOfInvoice, Went> kinds = new TreeMap<>();
        Map<String, Cost> reasons = new TreeMap<>();
        for (Ledger ledger : ledgers) {
            bill = ledger.bill() == null ? bill : bill.plus(ledger.bill().total());
            deferred = ledger.bill() == null
                    ? deferred
                    : deferred.plus(ledger.bill().deferred());
            ledger.entries().forEach(e -> kinds.merge(new KindOfInvoice(e.kind(), e.invoice()), e.went(), Went::plus));
            ledger.unallocated().forEach(reason -> reasons.merge(reason.reason(), reason.cost(), Cost::plus));
        }
        if (question.corrected()) {
            ledgers.stream()
                    .flatMap(ledger -> ledger.corrections().stream())
                    .forEach(one -> kinds.merge(
                            new KindOfInvoice(ChargeKind.CORRECTION, one.invoice()),
                            Went.NOWHERE.minus(one.went()),
                            Went::plus));
            kinds.values().removeIf(Went.NOWHERE::equals);
        }
        if (!moved.unallocated().isZero()) {
            reasons.merge(MOVED, Cost.ZERO.minus(moved.unallocated()), Cost::plus);
        }
        return row(
                ledgers.getFirst(),
                null,
                bill.minus(moved.total()),
                went,
                deferred,
                explained(ledgers),
                kinds(kinds),
                reasons(reasons));
    }

    /// What is shown in other months, being a correction of them.
    private static Went moved(List<Ledger> ledgers) {
        return ledgers.stream()
                .flatMap(ledger -> ledger.corrections().stream())
                .map(Ledger.Correction::went)
                .reduce(Went.NOWHERE, Went::plus);
    }

    /// What a later bill corrects of the month.
    private Row incoming(Ledger ledger) {
        Map<KindOfInvoice, Went> kinds = new TreeMap<>();
        ledger.corrections().stream()
                .filter(one -> one.corrects().equals(question.month()))
                .forEach(one -> kinds.put(new KindOfInvoice(ChargeKind.CORRECTION, one.invoice()), one.went()));
        Went went = kinds.values().stream().reduce(Went.NOWHERE, Went::plus);
        return row(ledger, ledger.billingMonth(), went.total(), went, Cost.ZERO, null, kinds(kinds), List.of());
    }

    private Row row(
            Ledger of,
            @Nullable YearMonth billed,
            Cost total,
            Went went,
            Cost deferred,
            @Nullable BigDecimal explained,
            List<Kind> kinds,
            List<Reason> reasons) {
        Cost residual = total.minus(went.direct())
                .minus(went.shared())
                .minus(went.unallocated())
                .minus(deferred);
        return new Row(
                of.source(),
                of.account(),
                of.billingPeriodStart(),
                billed,
                of.currency(),
                on(total),
                on(went.direct()),
                on(went.shared()),
                on(went.unallocated()),
                on(deferred),
                on(residual),
                on(went.recoverableTax()),
                explained,
                kinds,
                reasons);
    }

    private Row total(Currency currency, List<Row> rows, List<Ledger> ledgers) {
        Map<String, BigDecimal> reasons = new TreeMap<>();
        Map<String, List<Kind>> kinds = new LinkedHashMap<>();
        rows.forEach(row -> {
            row.reasons().forEach(reason -> reasons.merge(reason.reason(), reason.amount(), BigDecimal::add));
            row.kinds()
                    .forEach(kind -> kinds.computeIfAbsent(kind.kind(), k -> new ArrayList<>())
                            .add(kind));
        });
        return new Row(
                null,
                null,
                null,
                null,
                currency,
                Amounts.sum(rows, Row::total),
                Amounts.sum(rows, Row::direct),
                Amounts.sum(rows, Row::shared),
                Amounts.sum(rows, Row::unallocated),
                Amounts.sum(rows, Row::deferred),
                Amounts.sum(rows, Row::residual),
                Amounts.sum(rows, Row::recoverableTax),
                explained(ledgers),
                List.of(ChargeKind.values()).stream()
                        .filter(kind -> kinds.containsKey(kind.label()))
                        .map(kind -> sum(kind.label(), kinds.getOrDefault(kind.label(), List.of())))
                        .toList(),
                reasons.entrySet().stream()
                        .map(entry -> new Reason(entry.getKey(), Amounts.plain(entry.getValue())))
                        .toList());
    }

    private static Kind sum(String label, List<Kind> kinds) {
        return new Kind(
                label,
                null,
                Amounts.sum(kinds, Kind::total),
                Amounts.sum(kinds, Kind::direct),
                Amounts.sum(kinds, Kind::shared),
                Amounts.sum(kinds, Kind::unallocated));
    }

    private List<Kind> kinds(Map<KindOfInvoice, Went> kinds) {
        return kinds.entrySet().stream()
                .map(entry -> new Kind(
                        entry.getKey().kind.label(),
                        entry.getKey().invoice.isEmpty() ? null : entry.getKey().invoice,
                        on(entry.getValue().total()),
                        on(entry.getValue().direct()),
                        on(entry.getValue().shared()),
                        on(entry.getValue().unallocated())))
                .toList();
    }

    private List<Reason> reasons(Map<String, Cost> reasons) {
        return reasons.entrySet().stream()
                .map(entry -> new Reason(entry.getKey(), on(entry.getValue())))
                .toList();
    }

    private Correction correction(Ledger ledger, Ledger.Correction one) {
        return new Correction(
                ledger.source(),
                ledger.account(),
                ledger.billingMonth(),
                one.corrects(),
                one.invoice().isEmpty() ? null : one.invoice(),
                ledger.currency(),
                on(one.went().total()),
                on(one.went().direct()),
                on(one.went().shared()),
                on(one.went().unallocated()));
    }

    /// Share explained: absolute allocated amounts over absolute charges, as they were billed.
    private @Nullable BigDecimal explained(List<Ledger> ledgers) {
        BigDecimal absolute = on(ledgers.stream().map(Ledger::absolute).reduce(Cost.ZERO, Cost::plus));
        BigDecimal allocated =
                on(ledgers.stream().map(Ledger::absoluteAllocated).reduce(Cost.ZERO, Cost::plus));
        return absolute.signum() == 0 ? null : allocated.divide(absolute, SHARE_SCALE, RoundingMode.HALF_EVEN);
    }

    private BigDecimal on(Cost cost) {
        return cost.on(question.basis());
    }
}
