package costperchange.query.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.query.catalog.CatalogReader.Result.Accepted;
import costperchange.query.catalog.CatalogReader.Result.Rejected;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How tables of costs are described.
class BillMappingsTest {

    private static final String GOOD = """
            bills:
              people:
                columns: {BilledCost: Salary}
                constants: {BillingAccountId: people, BillingCurrency: EUR}
                period: Month
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            period: Month                | factor: 0.2                     | 3 |  5 | /bills/people                     | must have either a period, or columns for both ChargePeriodStart and ChargePeriodEnd
            columns: {BilledCost: Salary}| columns: {RegionId: Salary}     | 3 |  5 | /bills/people                     | has no column for BilledCost or EffectiveCost
            BillingCurrency: EUR         | ChargeCategory: Usage           | 3 |  5 | /bills/people                     | has neither a column nor a constant for BillingCurrency
            BillingCurrency: EUR         | BillingCurrency: EUR, ChargeCategory: Tea | 4 | 81 | /bills/people/constants/ChargeCategory | is not one of Usage, Purchase, Tax, Credit, Adjustment
            BilledCost: Salary           | BilledCost: Salary, BillingCurrency: C | 4 | 60 | /bills/people/constants/BillingCurrency | is in columns too
            BilledCost: Salary           | BilledCost: Salary, Cost: C     | 3 | 35 | /bills/people/columns/Cost        | is not known here
            """)
    void whatIsWrongIsNamedByItsPlace(String good, String bad, int line, int column, String path, String message) {
        assertThat(CatalogReader.read(GOOD.replace(good, bad)))
                .isEqualTo(new Rejected(List.of(new Problem(line, column, path, message))));
    }

    @ParameterizedTest
    @CsvSource({
        "factor: 0.2, true",
        "factor: 20 %, true",
        "factor: 20%, true",
        "factor: 1, true",
        "factor: -1, false",
        "factor: a fifth, false",
        "factor: 0.12345678, false",
        "factorColumn: Share, true",
    })
    void aFactorIsAPartOrAPercentage(String said, boolean accepted) {
        assertThat(CatalogReader.read(GOOD + "    " + said + "\n"))
                .isInstanceOf(accepted ? Accepted.class : Rejected.class);
    }
}
