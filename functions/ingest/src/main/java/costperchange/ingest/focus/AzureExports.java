package costperchange.ingest.focus;

import costperchange.ingest.focus.AzureExport.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Tells actual from amortized cost, which have the same columns, and refuses what would count only one of
/// them.
///
/// A file is what its path says (`actual`, `amortized`), else what its rows show: unused commitments, and usage
/// of a commitment that costs something, are only in amortized cost; purchases of a commitment, and usage of it
/// that costs nothing, only in actual cost. A file that shows neither has no commitments.
final class AzureExports {

    private static final String ALONE =
            "is %s cost with charges of commitments, and %s cost of its billing account and billing period is not among"
                    + " the files: import both exports together, one alone does not tell what is %s";

    private static final Pattern ACTUAL = Pattern.compile("(?i)(?<!\\p{L})actual");
    private static final Pattern AMORTIZED = Pattern.compile("(?i)(?<!\\p{L})amorti[sz]ed");

    private final Connection connection;
    private final List<Table> tables = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private AzureExports(Connection connection) {
        this.connection = connection;
    }

    /// @param files all of this format
    static Opening sort(Connection connection, List<Table> files) throws SQLException {
        AzureExports exports = new AzureExports(connection);
        for (Table table : files) {
            exports.tables.add(table.as(((AzureExport) table.format()).as(exports.kind(table))));
        }
        exports.pair();
        return new Opening(exports.tables, exports.problems);
    }

    private Kind kind(Table table) throws SQLException {
        String path = table.file().toString();
        boolean actual = ACTUAL.matcher(path).find();
        if (actual != AMORTIZED.matcher(path).find()) {
            return actual ? Kind.ACTUAL : Kind.AMORTIZED;
        }
        AzureExport format = (AzureExport) table.format();
        String cost = format.amount(Column.BILLED_COST).coarse();
        String ofCommitment = format.isOfCommitment();
        boolean amortized = any(
                table,
                format.isUnused() + " OR (" + ofCommitment + " AND " + format.isUsage() + " AND " + cost + " <> 0)");
        boolean billed = any(
                table,
                ofCommitment + " AND (" + format.isPurchase() + " OR (" + format.isUsage() + " AND " + cost + " = 0))");
        return amortized ? Kind.AMORTIZED : billed ? Kind.ACTUAL : Kind.BOTH;
    }

    private boolean any(Table table, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM " + RowQuery.scan(List.of(table), "") + " WHERE " + condition)) {
            return row.next() && row.getLong(1) > 0;
        }
    }

    /// Each bill that is in a file of one kind must be in one of the other.
    private void pair() throws SQLException {
        Map<Kind, Set<String>> bills = new EnumMap<>(Kind.class);
        for (Table table : tables) {
            bills.computeIfAbsent(kindOf(table), _ -> new HashSet<>()).addAll(bills(table));
        }
        if (bills.keySet().equals(Set.of(Kind.BOTH))) {
            twice();
            return;
        }
        for (Table table : List.copyOf(tables)) {
            switch (kindOf(table)) {
                case ACTUAL -> alone(table, bills.getOrDefault(Kind.AMORTIZED, Set.of()), "actual", "effective");
                case AMORTIZED -> alone(table, bills.getOrDefault(Kind.ACTUAL, Set.of()), "amortized", "billed");
                case BOTH -> {
                    if (bills(table).stream().anyMatch(bill -> told(bills, bill))) {
                        refuse(table, "does not show whether it is actual or amortized cost: say so in its name");
                    }
                }
            }
        }
    }

    private static boolean told(Map<Kind, Set<String>> bills, String bill) {
        return bills.getOrDefault(Kind.ACTUAL, Set.of()).contains(bill)
                || bills.getOrDefault(Kind.AMORTIZED, Set.of()).contains(bill);
    }

    /// @param others bills of which there is the other kind
    private void alone(Table table, Set<String> others, String kind, String unknown) throws SQLException {
        List<String> bills = bills(table);
        if (others.containsAll(bills)) {
            return;
        }
        AzureExport format = (AzureExport) table.format();
        if (bills.stream().noneMatch(others::contains)
                && !any(table, format.isOfCommitment() + " OR " + format.isUnused())) {
            tables.set(tables.indexOf(table), table.as(format.as(Kind.BOTH)));
        } else {
            refuse(table, ALONE.formatted(kind, kind.equals("actual") ? "amortized" : "actual", unknown));
        }
    }

    /// Actual and amortized cost of a bill without commitments are the same rows.
    private void twice() throws SQLException {
        Set<String> seen = new TreeSet<>();
        for (Table table : tables) {
            if (!seen.add(print(table))) {
                refuse(
                        table,
                        "has the same charges as another file: if one is actual and the other amortized cost, say so"
                                + " in their names");
            }
        }
    }

    private String print(Table table) throws SQLException {
        AzureExport format = (AzureExport) table.format();
        return text(
                        table,
                        "count(*) || ' ' || coalesce(CAST(sum("
                                + format.amount(Column.BILLED_COST).coarse()
                                + ") AS VARCHAR), '') || ' ' || coalesce(min("
                                + format.cell(Column.CHARGE_PERIOD_START).text() + "), '')")
                .getFirst();
    }

    /// Billing accounts and periods, as they are written.
    private List<String> bills(Table table) throws SQLException {
        return text(
                table,
                "DISTINCT coalesce("
                        + table.format().cell(Column.BILLING_ACCOUNT).clean()
                        + ", '') || ' ' || coalesce(CAST(" + table.format().time(Column.BILLING_PERIOD_START)
                        + " AS VARCHAR), '')");
    }

    private List<String> text(Table table, String selected) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT " + selected + " FROM " + RowQuery.scan(List.of(table), ""))) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static Kind kindOf(Table table) {
        return ((AzureExport) table.format()).kind();
    }

    private void refuse(Table table, String reason) {
        problems.add(Problem.ofFile(table.file().toString(), reason));
    }
}
