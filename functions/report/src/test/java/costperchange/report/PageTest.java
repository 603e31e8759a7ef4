package costperchange.report;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.report.page.Page;
import costperchange.store.Measurements;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Test
    void names_from_outside_stay_text() {
        assertThat(Page.of(report(Acme.books()), null))
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void it_needs_nothing_from_elsewhere() {
        assertThat(Page.of(report(Acme.books()), null)).doesNotContain("http:", "https:", "@import", "url(", " src=");
    }

    @Test
    void currencies_have_parts_of_their_own_and_are_never_added() {
        try (Books books = new Books(Catalog.NONE)) {
            books.bill(OCTOBER)
                    .daily("shop", "10")
                    .daily("shop", "7", new Currency("EUR"), Days.of(OCTOBER))
                    .knownAt("2026-12-01T00:00:00Z");
            books.deploys("shop", List.of(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2)))
                    .joined();
            String page = Page.of(report(books), null);
            assertThat(page)
                    .contains("In EUR", "In USD", "108.50 <small>EUR per change", "155.00 <small>USD per change")
                    .doesNotContain("527");
        }
    }

    @Test
    void a_month_without_changes_has_no_cost_per_change_and_a_month_without_bills_no_cost() {
        try (Books books = new Books(Catalog.NONE)) {
            assertThat(Page.of(report(books), null)).contains("no bill", "No bill of this month is known.");

            books.deploys("shop", List.of(LocalDate.of(2026, 9, 1)));
            books.bill(OCTOBER)
                    .daily("shop", "10")
                    .knownAt("2026-12-01T00:00:00Z")
                    .joined();
            assertThat(Page.of(report(books), null))
                    .contains("<p class=\"figure none\">no change</p>", "All bills of this month are final.")
                    .contains("the month before is not measured");
        }
    }

    @Test
    void what_costs_less_than_nothing_is_drawn_below_zero() {
        try (Books books = new Books(Catalog.NONE)) {
            books.deploys("shop", List.of(LocalDate.of(2026, 10, 1)));
            books.bill(OCTOBER)
                    .daily("shop", "-10")
                    .knownAt("2026-12-01T00:00:00Z")
                    .joined();
            assertThat(Page.of(report(books), null))
                    .contains("−310.00 <small>USD per change")
                    .doesNotContain("height=\"-");
        }
    }

    private static MonthlyReport report(Books books) {
        return new MonthlyReports(new Measurements(books.table()))
                .of(OCTOBER, new Scope.Organisation(), Basis.EFFECTIVE);
    }
}
