package costperchange.ingest.focus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Rows that are odd in every way that a readable bill can be, the same for the same seed.
final class RandomBill {

    private static final int ROWS = 300;

    private final Random random;

    private RandomBill(long seed) {
        random = new Random(seed);
    }

    static List<Map<String, String>> focus(long seed) {
        RandomBill bill = new RandomBill(seed);
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(bill.focusRow());
        }
        return rows;
    }

    static List<Map<String, String>> usageReport(long seed) {
        RandomBill bill = new RandomBill(seed);
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(bill.reportRow());
        }
        return rows;
    }

    private Map<String, String> focusRow() {
        return Sample.row(
                "BilledCost", amount(),
                "EffectiveCost", amount(),
                "BillingAccountId", any("123", " 123 ", "456"),
                "BillingCurrency", any("USD", "usd", "US Dollar", "Tokens", " EUR"),
                "BillingPeriodStart", any("2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01T02:00:00+02:00"),
                "BillingPeriodEnd", any("2026-02-01T00:00:00.000Z", "2026-02-01 00:00:00"),
                "ChargePeriodStart", time(1, 15),
                "ChargePeriodEnd", time(16, 31),
                "ChargeCategory", any("Usage", "usage", "TAX", "Credit", "Purchase", "Adjustment "),
                "ChargeClass", any("", "NULL", "Correction", "correction"),
                "ProviderName", any("AWS", "null", "", "Microsoft"),
                "SubAccountId", any("1", "2", "", "NULL"),
                "ServiceName", any("Amazon S3", "Größe Ω", "'quoted'"),
                "ResourceId", any("arn:aws:s3:::logs", "ARN:AWS:S3:::LOGS_1", "", "100%_sure\\"),
                "InvoiceId", any("", "INV-1", "null"),
                "Tags", tags());
    }

    private Map<String, String> reportRow() {
        String type = LineItem.values()[random.nextInt(LineItem.values().length)].type();
        return UsageReportTest.line(
                type,
                amount(),
                "lineItem/UsageStartDate",
                time(1, 15),
                "lineItem/UsageEndDate",
                time(16, 31),
                "lineItem/UsageAccountId",
                any("1", "2", "NULL"),
                "reservation/ReservationARN",
                any("", "arn:ri"),
                "reservation/EffectiveCost",
                amount(),
                "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod",
                any("", amount()),
                "reservation/UnusedRecurringFee",
                any("", amount()),
                "savingsPlan/SavingsPlanEffectiveCost",
                amount(),
                "savingsPlan/TotalCommitmentToDate",
                amount(),
                "savingsPlan/UsedCommitment",
                amount(),
                "resourceTags/user:application",
                any("", "checkout", " search ", "NULL"));
    }

    private String amount() {
        return switch (random.nextInt(9)) {
            case 0 -> any("0", "-0", "0.0", ".5", "5.", "+7", "1e2", "12E-1");
            case 1 -> "1." + random.nextInt(1_000_000) + "E-" + (1 + random.nextInt(12));
            case 2 -> "0." + "0".repeat(17) + (1 + random.nextInt(99_999_999));
            case 3 -> "-" + random.nextInt(10) + "." + "9".repeat(10) + random.nextInt(1_000_000) + "123456789";
            case 4 -> (1 + random.nextInt(9)) + "e-" + (20 + random.nextInt(15));
            case 5 -> " " + random.nextInt(1_000_000_000) + "." + random.nextInt(1_000_000) + " ";
            default -> random.nextInt(1000) + "." + random.nextInt(1_000_000_000);
        };
    }

    private String time(int first, int last) {
        String day = "2026-01-%02d".formatted(first + random.nextInt(last - first + 1));
        int hour = random.nextInt(24);
        return day
                + switch (random.nextInt(9)) {
                    case 0 -> "";
                    case 1 -> " %02d:30:00".formatted(hour);
                    case 2 -> "T%02d:00:00+05:30".formatted(hour);
                    case 3 -> "T%02d:00:00-0800".formatted(hour);
                    case 4 -> "T%02d:00:00.123456789Z".formatted(hour);
                    case 5 -> " %02d:00:00 UTC".formatted(hour);
                    case 6 -> "T%02d:00Z".formatted(hour);
                    case 7 -> "T%02d:00:00+02".formatted(hour);
                    default -> "T%02d:00:00Z".formatted(hour);
                };
    }

    private String tags() {
        return any(
                "",
                "NULL",
                "{}",
                "[]",
                "{\"application\": \"checkout\"}",
                "{\" application \": \" a b \", \"environment\": \"prod\"}",
                "{\"application\": null, \"app\": \"x\"}",
                "{\"application\": \"\", \"Application\": 7}",
                "{\"application\": 12345678901234567890, \"env\": true}",
                "{\"application\": \"quote\\\"d \\u00fc\", \"a/b~c\": \"slash\"}",
                "[{\"key\":\"application\",\"value\":\"listed\"},{\"key\":\" env\",\"value\":\"dev\"}]",
                "{\"env\": \"late\", \"application\": \"search\"}");
    }

    private String any(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
