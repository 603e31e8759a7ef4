package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.ingest.BillImport.Export;
import costperchange.ingest.BillImport.Outcome;
import costperchange.local.DemoYear.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Puts a demo year through an installation: its deployments through signed webhooks, its bills through ingest.
///
/// @param installation with [DemoWebhooks#SECRETS]
/// @param year what happens
/// @param folder where the bills' files are written
record Demo(Installation installation, DemoYear year, Path folder) {

    private static final String HEADER = "BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,"
            + "ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ChargeClass,BilledCost,EffectiveCost,ProviderName,"
            + "ServiceName,SubAccountId,ResourceId,Tags\n";

    /// @throws IllegalStateException if something of it is refused
    void run() {
        ok(installation.catalog(HttpEvents.request("PUT", "/v1/catalog", Map.of(), Map.of(), catalog(year))));
        DemoWebhooks webhooks = new DemoWebhooks(installation.clock().instant());
        year.deployments().forEach(deployment -> webhooks.deliveries(deployment).forEach(this::deliver));
        year.months().forEach(month -> {
            Instant knownAt = year.knownAt(month, installation.clock().instant());
            bill(month, true, false, knownAt);
            bill(month, false, false, knownAt);
        });
        Instant first = year.knownAt(year.restated(), installation.clock().instant());
        bill(year.restated(), false, true, first.plusSeconds(30L * 86_400));
        installation.settle();
    }

    private void deliver(APIGatewayV2HTTPEvent delivery) {
        ok(installation.webhook(delivery));
    }

    private void bill(YearMonth month, boolean azure, boolean corrected, Instant knownAt) {
        List<Row> rows = year.charges(month, azure, corrected);
        if (rows.isEmpty()) {
            return;
        }
        String name = (azure ? "azure-" : "aws-") + month + (corrected ? "-restated" : "");
        Path file = folder.resolve(name + ".csv");
        StringBuilder csv = new StringBuilder(HEADER);
        rows.forEach(row -> csv.append(line(row, month, azure)).append('\n'));
        try {
            Files.writeString(file, csv);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
        Export export = new Export(azure ? "azure-export" : "aws-export", knownAt, null, false);
        Outcome outcome = installation.bills().run(export, List.of(file));
        if (!(outcome instanceof Outcome.Imported)) {
            throw new IllegalStateException("the demo's bill " + name + " was not imported: " + outcome);
        }
    }

    private static String line(Row row, YearMonth month, boolean azure) {
        String tags = row.application().isEmpty() && row.environment().isEmpty()
                ? ""
                : "\"{\"\"application\"\": \"\"%s\"\", \"\"environment\"\": \"\"%s\"\"}\""
                        .formatted(row.application(), row.environment());
        return String.join(
                ",",
                azure ? "acme-azure" : "acme-aws",
                "USD",
                month.atDay(1) + "T00:00:00Z",
                month.plusMonths(1).atDay(1) + "T00:00:00Z",
                row.day() + "T00:00:00Z",
                row.to() + "T00:00:00Z",
                row.category(),
                row.correction(),
                row.billed().toPlainString(),
                row.effective().toPlainString(),
                azure ? "Microsoft" : "AWS",
                row.service(),
                row.subAccount(),
                row.resource(),
                tags);
    }

    private static void ok(APIGatewayV2HTTPResponse response) {
        if (response.getStatusCode() != 200 && response.getStatusCode() != 202) {
            throw new IllegalStateException(
                    "the demo was refused: " + response.getStatusCode() + " " + response.getBody());
        }
    }

    private static byte[] catalog(DemoYear year) {
        try (InputStream in =
                Objects.requireNonNull(Demo.class.getResourceAsStream("demo-catalog.yaml"), "demo-catalog.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("REBUILT", year.rebuilt().toString()).getBytes(StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read demo-catalog.yaml of the jar", failed);
        }
    }
}
