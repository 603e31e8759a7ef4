package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.query.QueryFunction;
import costperchange.store.LocalTable;
import costperchange.store.Measurements;
import costperchange.store.api.Guard;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How heavy the page is, and how soon it shows its first picture in Chromium, with 500 applications and 104,000
/// changes; the baseline is the same page in the same run with a single change of a single application. Leaves
/// pictures of the pages in `target/pages`, to be looked at.
@Tag("bench")
class PageBench {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
    private static final Path PICTURES = Path.of("target", "pages");
    private static final int ROUNDS = 7;

    private static final String VIEW = "?from=2025-10&through=2026-10";

    private static final String FIRST_PICTURE = """
            new MutationObserver(() => {
              if (!window.firstPicture && document.querySelector("figure canvas")) {
                window.firstPicture = performance.now();
              }
            }).observe(document, { childList: true, subtree: true });""";

    private static final String WEIGHT = """
            return [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
              .filter(one => one.name.includes("/v1/") === arguments[0])
              .reduce((sum, one) => sum + one.transferSize, 0);""";

    @TempDir
    Path folder;

    private record Taken(double picture, double all, long page, long answers) {}

    @Test
    void five_hundred_applications_against_one_change() {
        Taken one = taken("one", 1, 1, 1);
        Taken many = taken("many", 500, 13, 16);
        System.out.printf("%-44s%12s%12s%12s%12s%n", "", "first picture", "all there", "page KB", "answers KB");
        print("one change of one application", one);
        print("500 applications, 104,000 changes", many);
        System.out.printf("%-44s%12.2f%12.2f%n", "ratio", many.picture / one.picture, many.all / one.all);
        assertThat(many.page).isEqualTo(one.page);
    }

    private static void print(String name, Taken taken) {
        System.out.printf(
                "%-44s%10.0f ms%9.0f ms%12.1f%12.1f%n",
                name, taken.picture, taken.all, taken.page / 1024.0, taken.answers / 1024.0);
    }

    private Taken taken(String name, int applications, int months, int changes) {
        try (LocalTable local = LocalTable.alone();
                Browser browser = new Browser(folder.resolve(name))) {
            Fleet.write(local.table(), applications, months, changes);
            QueryFunction query = new QueryFunction(
                    new Measurements(local.table(), Measurements.Limit.OF_ANSWERS), new Guard.Open(), CLOCK);
            return taken(name, browser, query);
        }
    }

    private static Taken taken(String name, Browser browser, QueryFunction query) {
        try (LocalServer server = new LocalServer(0, event -> query.handleRequest(event, null))) {
            browser.before(FIRST_PICTURE).open(server.address() + "/" + VIEW);
            // Later on, much comes out of the browser's cache.
            long page = (long) number(browser.run(WEIGHT, false));
            long answers = (long) number(browser.run(WEIGHT, true));
            double[] pictures = new double[ROUNDS];
            double[] all = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                browser.open(server.address() + "/" + VIEW);
                pictures[round] = number(browser.run("return window.firstPicture"));
                all[round] = number(browser.run("return performance.now()"));
            }
            pictures(browser, name);
            return new Taken(median(pictures), median(all), page, answers);
        }
    }

    private static void pictures(Browser browser, String name) {
        String address = browser.address();
        browser.size(1280, 1000).open(address).picture(PICTURES.resolve(name + ".png"));
        browser.dark(true).open(address).picture(PICTURES.resolve(name + "-dark.png"));
        browser.dark(false).size(500, 900).open(address).picture(PICTURES.resolve(name + "-phone.png"));
        assertThat(browser.console()).as("console").isEqualTo(List.of());
    }

    private static double median(double[] rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
