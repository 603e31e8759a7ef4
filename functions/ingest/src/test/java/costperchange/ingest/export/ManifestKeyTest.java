package costperchange.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestKeyTest {

    private static ManifestKey read(String key) {
        return ManifestKey.of(key).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exports/acme-focus/metadata/BILLING_PERIOD=2026-01/acme-focus-Manifest.json",
                "acme-focus/metadata/BILLING_PERIOD=2026-01/acme-focus-Manifest.json",
                "exports//acme-focus/metadata/billing_period=2026-01/acme-focus-Manifest.json",
                "a/metadata/b/acme-focus/metadata/BILLING_PERIOD=2026-01/Manifest.json"
            })
    void the_folders_tell_export_and_period(String key) {
        assertThat(read(key)).isEqualTo(new ManifestKey(key, "acme-focus", YearMonth.of(2026, 1), false));
    }

    @Test
    void one_folder_below_it_is_a_copy() {
        String key =
                "acme-focus/metadata/BILLING_PERIOD=2026-01/2026-02-20T05:00:00.456Z-00ff/acme-focus-Manifest.json";

        assertThat(read(key)).isEqualTo(new ManifestKey(key, "acme-focus", YearMonth.of(2026, 1), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reports/acme-cur/20260101-20260201/acme-cur-Manifest.json",
                "acme-cur/20260101-20260131/acme-cur-Manifest.json",
                "reports//acme-cur/acme-cur/year=2026/month=1/acme-cur-Manifest.json",
                "acme-cur/acme-cur/year=2026/month=01/acme-cur-Manifest.json"
            })
    void reports_from_before_data_exports_have_their_own_folders(String key) {
        assertThat(read(key)).isEqualTo(new ManifestKey(key, "acme-cur", YearMonth.of(2026, 1), false));
    }

    @Test
    void a_report_in_the_folder_of_its_assembly_is_a_copy() {
        String key = "reports/acme-cur/20260101-20260201/0b7f-44aa/acme-cur-Manifest.json";

        assertThat(read(key)).isEqualTo(new ManifestKey(key, "acme-cur", YearMonth.of(2026, 1), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme-focus/data/BILLING_PERIOD=2026-01/acme-focus-00001.csv.gz",
                "acme-focus/metadata/BILLING_PERIOD=2026-01/acme-focus-Metadata.json",
                "acme-focus/metadata/BILLING_PERIOD=2026-13/acme-focus-Manifest.json",
                "acme-cur/20260101-20260201/other-Manifest.json",
                "acme-cur/20261301-20260201/acme-cur-Manifest.json",
                "acme-cur/20260101-20260201/acme-cur-RedshiftManifest.json",
                "acme-cur/20260101-20260201/a/b/acme-cur-Manifest.json",
                "acme-cur/year=2026/month=1/acme-cur-Manifest.json",
                "acme-cur/acme-cur/year=2026/month=13/acme-cur-Manifest.json",
                "metadata/BILLING_PERIOD=2026-01/acme-focus-Manifest.json",
                "acme-focus/metadata/BILLING_PERIOD=2026-01/a/b/acme-focus-Manifest.json"
            })
    void everything_else_is_no_manifest(String key) {
        assertThat(ManifestKey.of(key)).isEmpty();
    }

    @Test
    void the_folder_of_a_file_may_tell_when_the_export_ran() {
        assertThat(executed("a/data/BILLING_PERIOD=2026-01/2026-02-20T05:00:00.456Z-00ff/a-00001.csv.gz"))
                .contains(Instant.parse("2026-02-20T05:00:00.456Z"));
        assertThat(executed("a/data/BILLING_PERIOD=2026-01/2026-02-20T05:00:00Z-00ff/a-00001.csv.gz"))
                .contains(Instant.parse("2026-02-20T05:00:00Z"));
        assertThat(executed("a/data/BILLING_PERIOD=2026-01/2026-02-30T05:00:00Z-00ff/a-00001.csv.gz"))
                .isEmpty();
        assertThat(executed("a/data/BILLING_PERIOD=2026-01/a-00001.csv.gz")).isEmpty();
    }

    private static Optional<Instant> executed(String key) {
        return DataFile.of(key).executed();
    }
}
