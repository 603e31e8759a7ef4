package costperchange.calculator.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Catalog.ChargeRule;
import costperchange.calculator.allocation.Catalog.Pool;
import costperchange.calculator.allocation.Catalog.Split;
import costperchange.calculator.allocation.MonthSplit.Content;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.charge.Dimension.Column;
import costperchange.calculator.cost.ApplicationBill;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.cost.Line;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.money.Rates;
import costperchange.calculator.time.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MonthSplitTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final Currency USD = new Currency("USD");
    private static final Freshness FRESH = new Freshness(JANUARY.atEndOfMonth(), List.of(), false);

    @Test
    void a_pool_follows_the_days_own_effective_usage() {
        MonthSplit split = split(
                new Split.Direct(),
                charge("checkout", ChargeCategory.USAGE, "3", 1),
                charge("search", ChargeCategory.USAGE, "1", 1),
                charge("search", ChargeCategory.USAGE, "5", 2),
                pool("8", 1),
                pool("2", 2));
        assertThat(shared(split, "checkout")).isEqualTo(Cost.of("6", "6"));
        assertThat(shared(split, "search")).isEqualTo(Cost.of("4", "4"));
    }

    @Test
    void more_credits_than_usage_are_no_weight_and_neither_are_purchases() {
        MonthSplit split = split(
                new Split.Direct(),
                charge("checkout", ChargeCategory.USAGE, "-3", 1),
                charge("search", ChargeCategory.PURCHASE, "100", 1),
                charge("late", ChargeCategory.USAGE, "1", 1),
                pool("8", 1));
        assertThat(shared(split, "late")).isEqualTo(Cost.of("8", "8"));
    }

    @Test
    void a_day_without_weights_takes_the_months() {
        MonthSplit split = split(
                new Split.Direct(),
                charge("checkout", ChargeCategory.USAGE, "3", 1),
                charge("search", ChargeCategory.USAGE, "1", 2),
                pool("8", 20));
        assertThat(shared(split, "checkout")).isEqualTo(Cost.of("6", "6"));
    }

    @Test
    void a_pool_that_nothing_weighs_stays_unallocated_with_the_reason() {
        MonthSplit split = split(new Split.Direct(), pool("8", 1));
        assertThat(split.ledgers().getFirst().unallocated())
                .containsExactly(new Ledger.Reason(
                        "pool 'platform': no application has usage cost in USD in the month", Cost.of("8", "8")));
    }

    @Test
    void fixed_weights_and_even_parts_are_what_they_say() {
        Charge[] charges = {
            charge("checkout", ChargeCategory.USAGE, "3", 1),
            charge("search", ChargeCategory.USAGE, "1", 1),
            pool("8", 1)
        };
        assertThat(shared(split(new Split.Even(), charges), "checkout")).isEqualTo(Cost.of("4", "4"));
        Split weights = new Split.Weights(Map.of("search", new BigDecimal("1"), "other", new BigDecimal("3")));
        assertThat(shared(split(weights, charges), "other")).isEqualTo(Cost.of("6", "6"));
    }

    @Test
    void an_application_that_vanished_gets_an_empty_bill() {
        MonthSplit split = MonthSplit.of(
                JANUARY,
                contents(catalog(new Split.Direct()), charge("checkout", ChargeCategory.USAGE, "3", 1)),
                Catalog.NONE,
                Set.of("vanished"),
                FRESH);
        assertThat(split.applications())
                .filteredOn(bill -> bill.application().equals("vanished"))
                .singleElement()
                .satisfies(bill -> assertThat(bill.lines()).isEmpty());
    }

    @RepeatedTest(100)
    void whatever_the_bill_the_ledger_adds_up_and_the_order_of_charges_does_not_matter(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Charge> charges = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String amount = BigDecimal.valueOf(random.nextInt(2_000_000) - 600_000, 4 + random.nextInt(8))
                    .toPlainString();
            ChargeCategory category = ChargeCategory.values()[random.nextInt(5)];
            int day = 1 + random.nextInt(31);
            charges.add(
                    switch (random.nextInt(4)) {
                        case 0 -> pool(amount, day);
                        case 1 -> charge("", category, amount, day);
                        default -> charge("app-" + random.nextInt(7), category, amount, day);
                    });
        }
        MonthSplit split = split(new Split.Direct(), charges.toArray(Charge[]::new));
        Cost charged = charges.stream().map(Charge::cost).reduce(Cost.ZERO, Cost::plus);
        Ledger ledger = split.ledgers().getFirst();
        assertThat(ledger.total()).isEqualTo(charged);
        assertThat(ledger.residual()).isEqualTo(Cost.ZERO);
        Cost allocated = split.applications().stream()
                .map(bill -> Line.sum(bill.lines()))
                .reduce(Cost.ZERO, Cost::plus);
        assertThat(allocated).isEqualTo(ledger.direct().plus(ledger.shared()));
        Collections.shuffle(charges, random);
        assertThat(split(new Split.Direct(), charges.toArray(Charge[]::new))).isEqualTo(split);
    }

    private static Cost shared(MonthSplit split, String application) {
        return Line.sum(split.applications().stream()
                .filter(bill -> bill.application().equals(application))
                .map(ApplicationBill::lines)
                .flatMap(List::stream)
                .filter(line -> line.kind().shared())
                .toList());
    }

    private static MonthSplit split(Split split, Charge... charges) {
        Catalog catalog = catalog(split);
        return MonthSplit.of(JANUARY, contents(catalog, charges), catalog, Set.of(), FRESH);
    }

    private static List<Content> contents(Catalog catalog, Charge... charges) {
        return Bill.divide("export", List.of(charges), new Rules(catalog)).stream()
                .map(bill -> new Content(
                        new BillVersion(
                                bill.id(),
                                Instant.parse("2026-01-20T06:00:00Z"),
                                BillVersion.NO_CATALOG,
                                "content",
                                bill.rows(),
                                null,
                                false,
                                bill.missingDays(),
                                null),
                        bill.summary(),
                        bill.parts()))
                .toList();
    }

    private static Catalog catalog(Split split) {
        Matcher platform = new Matcher(Map.of(Column.SUB_ACCOUNT, List.of("platform")));
        Catalog none = Catalog.NONE;
        return new Catalog(
                none.production(),
                none.environments(),
                none.applicationTags(),
                none.environmentTags(),
                none.currencies(),
                List.of(),
                List.of(),
                List.of(new Pool("platform", List.of(ChargeRule.of(platform, null)), split, List.of())),
                List.of(),
                List.of(),
                Catalog.Deliveries.DEFAULT,
                Rates.NONE,
                Map.of());
    }

    private static Charge pool(String amount, int day) {
        return charge("", "platform", ChargeCategory.USAGE, amount, day);
    }

    private static Charge charge(String application, ChargeCategory category, String amount, int day) {
        return charge(application, "workloads", category, amount, day);
    }

    private static Charge charge(
            String application, String subAccount, ChargeCategory category, String amount, int day) {
        Map<Dimension, String> values = new HashMap<>(Map.of(Column.SUB_ACCOUNT, subAccount));
        if (!application.isEmpty()) {
            values.put(new Dimension.Tag("application"), application);
        }
        return new Charge(
                "account",
                Period.of(JANUARY),
                Period.of(JANUARY.atDay(day)),
                category,
                false,
                USD,
                "AWS",
                "",
                values,
                Cost.of(amount, amount),
                1);
    }
}
