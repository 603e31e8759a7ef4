package costperchange.ingest.focus;

import costperchange.calculator.money.Currency;
import java.util.Map;
import java.util.stream.Collectors;

/// How engines are told what cells mean. The macros of `macros.sql` say it once; what engines spell differently
/// is in a file of each.
final class Dialect {

    private Dialect() {}

    /// What DuckDB must be told before all.
    ///
    /// @param currencies codes by the names that bills use for them
    static String duckDb(Map<String, String> currencies) {
        return Macros.file("duckdb.sql") + codeNamed(currencies) + "\n" + Macros.file("macros.sql");
    }

    /// For Trino and Athena, which know no macros.
    ///
    /// @param currencies codes by the names that bills use for them
    static Macros writtenOut(Map<String, String> currencies) {
        return new Macros(codeNamed(currencies), Macros.file("trino.sql"), Macros.file("macros.sql"));
    }

    /// The macro that knows the catalog's names of currencies, and reads all others as [Currency#named] does.
    private static String codeNamed(Map<String, String> currencies) {
        return currencies.entrySet().stream()
                .map(entry -> " WHEN " + Sql.text(entry.getKey()) + " THEN " + Sql.text(code(entry.getValue())))
                .collect(Collectors.joining(
                        "",
                        "CREATE TEMP MACRO code_named(t) AS CASE t WHEN '' THEN NULL",
                        " ELSE CASE WHEN full_match(t, '" + Currency.OF_ISO + "') THEN upper(t) ELSE t END END;"));
    }

    private static String code(String text) {
        return Currency.named(text).map(Currency::code).orElse(text);
    }
}
