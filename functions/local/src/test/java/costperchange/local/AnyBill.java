package costperchange.local;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Random bills, a random catalog and random restatements: everything that allocation knows, in all
/// combinations.
final class AnyBill {

    private static final List<String> APPLICATIONS = List.of("shop", "search", "cart", "mail");
    private static final List<String> SUB_ACCOUNTS = List.of("1", "2", "3", "platform", "network");
    private static final List<String> PRODUCTS = List.of("Compute", "Storage", "Licence", "Support");
    private static final List<String> CATEGORIES =
            List.of("Usage", "Usage", "Usage", "Purchase", "Tax", "Credit", "Adjustment");

    private final Random random;
    private final YearMonth first;

    /// A row of a bill, and what stands in its two amounts.
    record Row(Map<String, String> cells) {

        String account() {
            return cells.getOrDefault("BillingAccountId", "");
        }

        String currency() {
            return cells.getOrDefault("BillingCurrency", "");
        }

        YearMonth month() {
            return YearMonth.parse(cells.getOrDefault("BillingPeriodStart", "").substring(0, 7));
        }

        BigDecimal amount(String column) {
            return new BigDecimal(cells.getOrDefault(column, ""));
        }
    }

    /// @param first the first of the months that are billed
    AnyBill(long seed, YearMonth first) {
        this.random = new Random(seed);
        this.first = first;
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        int count = 20 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            rows.add(row());
        }
        return rows;
    }

    /// The same bills some time later: rows gone, new, and with other amounts.
    List<Row> restated(List<Row> rows) {
        List<Row> restated = new ArrayList<>();
        for (Row row : rows) {
            switch (random.nextInt(8)) {
                case 0 -> restated.add(row());
                case 1 -> {
                    Map<String, String> cells = new HashMap<>(row.cells);
                    cells.put("EffectiveCost", amount());
                    restated.add(new Row(ordered(cells)));
                }
                default -> restated.add(row);
            }
        }
        // A bill that vanished would not be restated, so each bill of before keeps a row.
        rows.stream()
                .filter(row -> restated.stream()
                        .noneMatch(other -> other.month().equals(row.month())
                                && other.account().equals(row.account())))
                .forEach(restated::add);
        return restated;
    }

    /// The rows in another order.
    List<Row> shuffled(List<Row> rows) {
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private Row row() {
        YearMonth month = first.plusMonths(random.nextInt(3));
        Map<String, String> cells = Office.row("month", month.toString());
        cells.put("BillingAccountId", "account-" + random.nextInt(2));
        cells.put("BillingCurrency", random.nextInt(4) == 0 ? "EUR" : "USD");
        cells.put("ChargeCategory", any(CATEGORIES));
        cells.put("ChargeClass", random.nextInt(8) == 0 ? "Correction" : "");
        cells.put("CommitmentDiscountStatus", random.nextInt(8) == 0 ? "Unused" : "");
        cells.put("ServiceName", any(PRODUCTS));
        cells.put("SubAccountId", any(SUB_ACCOUNTS));
        cells.put("InvoiceId", random.nextBoolean() ? "invoice-" + random.nextInt(3) : "");
        cells.put("BilledCost", amount());
        cells.put("EffectiveCost", random.nextInt(5) == 0 ? "0" : amount());
        if (random.nextInt(3) > 0) {
            cells.put("Tags", "{\"application\": \"" + any(APPLICATIONS) + "\", \"env\": \"prod\"}");
        }
        chargePeriod(cells, month);
        return new Row(cells);
    }

    private void chargePeriod(Map<String, String> cells, YearMonth month) {
        LocalDate day = month.atDay(1 + random.nextInt(28));
        switch (random.nextInt(6)) {
            case 0 -> {}
            case 1 -> period(cells, day.minusMonths(2), "T00:00:00Z", day.minusMonths(1), "T00:00:00Z");
            case 2 ->
                period(cells, month.atDay(1), "T00:00:00Z", month.plusMonths(4).atDay(1), "T00:00:00Z");
            case 3 -> period(cells, day, "T13:00:00Z", day, "T14:00:00Z");
            default -> period(cells, day, "T00:00:00Z", day.plusDays(1), "T00:00:00Z");
        }
    }

    private static void period(Map<String, String> cells, LocalDate from, String at, LocalDate to, String end) {
        cells.put("ChargePeriodStart", from + at);
        cells.put("ChargePeriodEnd", to + end);
    }

    private String amount() {
        BigDecimal amount = BigDecimal.valueOf(random.nextLong(2_000_000_000L) - 500_000_000L, random.nextInt(22));
        // The first has an exponent where the amount is small.
        return random.nextBoolean() ? amount.toString() : amount.toPlainString();
    }

    /// Cells in the order of columns.
    private static Map<String, String> ordered(Map<String, String> cells) {
        Map<String, String> row = Office.row();
        row.replaceAll((name, value) -> cells.getOrDefault(name, ""));
        return row;
    }

    /// A catalog with rules of every kind.
    String catalog() {
        StringBuilder yaml = new StringBuilder("applications:\n");
        for (String application : APPLICATIONS) {
            yaml.append("  - name: ")
                    .append(application)
                    .append("\n    measuredSince: ")
                    .append(first.atDay(10))
                    .append('\n');
            if (random.nextBoolean()) {
                yaml.append("    charges: [").append(rule(application)).append("]\n");
            }
        }
        yaml.append("pools:\n");
        yaml.append("  - {name: network, charges: [{subAccount: network}], feeds: [platform], split: ")
                .append(split(true))
                .append("}\n");
        yaml.append("  - {name: platform, charges: [{subAccount: platform")
                .append(options())
                .append("}], split: ")
                .append(split(false))
                .append("}\n");
        if (random.nextBoolean()) {
            yaml.append("unallocated: [{reason: nobody knows, charges: [{service: Support}]}]\n");
        }
        return yaml.toString();
    }

    private String rule(String application) {
        String condition = switch (random.nextInt(4)) {
            case 0 -> "subAccount: " + any(List.of("1", "2", "3"));
            case 1 -> "service: [" + any(PRODUCTS) + "]";
            case 2 -> "chargeCategory: Tax, subAccount: [" + any(SUB_ACCOUNTS) + "]";
            default -> "tag: {application: " + application + "}";
        };
        return "{" + condition + options() + "}";
    }

    private String options() {
        return (random.nextInt(3) == 0 ? ", amortise: true" : "")
                + (random.nextInt(4) == 0 ? ", recoverableTax: true" : "")
                + (random.nextInt(4) == 0 ? ", from: " + first.plusMonths(1).atDay(11) : "")
                + (random.nextInt(4) == 0 ? ", to: " + first.plusMonths(2).atDay(5) : "");
    }

    private String split(boolean feeds) {
        return switch (random.nextInt(3)) {
            case 0 -> "direct";
            case 1 -> "even";
            default -> "{weights: {shop: 1, search: 2.5" + (feeds ? ", platform: 1" : "") + "}}";
        };
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    /// The sums of the cells, by billing month, account and currency: what the ledgers must come to.
    static Map<String, BigDecimal> sums(List<Row> rows, String column) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        rows.forEach(row -> sums.merge(
                row.month() + " " + row.account() + " " + row.currency(), row.amount(column), BigDecimal::add));
        sums.replaceAll((key, sum) -> sum.signum() == 0 ? BigDecimal.ZERO : sum.stripTrailingZeros());
        return sums;
    }
}
