package costperchange.calculator.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer as a table: for CSV, for a terminal, for a spreadsheet.
///
/// @param columns their names
/// @param rows cells in the columns' order: amounts as [java.math.BigDecimal], counts as [Integer], else text, dates or
///     null
public record Sheet(List<String> columns, List<List<@Nullable Object>> rows) {}
