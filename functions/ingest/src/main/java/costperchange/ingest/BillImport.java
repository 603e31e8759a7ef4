package costperchange.ingest;

import costperchange.calculator.allocation.Bill;
import costperchange.calculator.allocation.BillId;
import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Rules;
import costperchange.calculator.allocation.Together;
import costperchange.ingest.focus.DistributedReader;
import costperchange.ingest.focus.DistributedReader.Months;
import costperchange.ingest.focus.Engine;
import costperchange.ingest.focus.FocusReader;
import costperchange.ingest.focus.Problem;
import costperchange.ingest.focus.Reading;
import costperchange.ingest.focus.TableName;
import costperchange.ingest.focus.Warehouse;
import costperchange.store.Bills;
import costperchange.store.Bills.Committed;
import costperchange.store.Bills.Provenance;
import costperchange.store.Catalogs;
import costperchange.store.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Brings the files of an export into the store: read and match. All of their bills, or none.
///
/// @param table to write to
/// @param engine to read with
/// @param together names of sources that may bill one account for one period, since each has a part of its
///     charges; what other sources bill for the same account and period would be counted twice
public record BillImport(Table table, Engine engine, Set<String> together) {

    /// Their names stand together in the item of a month's known bills, which may have 400 KB.
    private static final int MOST_APPLICATIONS = 10_000;

    private static final int A_FEW_APPLICATIONS = 100;

    public BillImport {
        together = Set.copyOf(together);
    }

    /// Where no two sources bill the same account.
    public BillImport(Table table, Engine engine) {
        this(table, engine, Set.of());
    }

    /// What the importer knows of the files.
    ///
    /// @param source the export's name; with account and billing period it says which bill is meant
    /// @param knownAt when the bills stood as they are in the files
    /// @param completeThrough the last day whose charges are all there, if the source says so
    /// @param declaredFinal whether the source says that the bills no longer change
    public record Export(
            String source, Instant knownAt, @Nullable LocalDate completeThrough, boolean declaredFinal) {}

    /// How an import went.
    public sealed interface Outcome {

        /// All bills of the files are in the store.
        ///
        /// @param bills one for each account and billing period
        /// @param rows how many rows were read
        record Imported(List<Committed.Taken> bills, long rows) implements Outcome {}

        /// Something in the files cannot be read; nothing was written.
        record Refused(Reading.Refused why) implements Outcome {
            public List<Problem> problems() {
                return why.problems();
            }
        }

        /// Another content was imported for the same time. Nothing was written, unless that came in while these
        /// bills did; then the bills before this one are there, and the same files can be imported again.
        record Contradicted(BillVersion known) implements Outcome {}

        /// Another source, or the same with another billing period, bills the same account for the same time. Nothing
        /// was written, with the same reservation.
        ///
        /// @param bill that was to come in
        /// @param known what the other source says
        record CountedTwice(BillId bill, BillVersion known) implements Outcome {

            /// Whether it is one source's bill with another billing period.
            public boolean isOfOneSource() {
                return bill.source().equals(known.id().source());
            }

            /// For people.
            public String message() {
                return isOfOneSource()
                        ? "account " + bill.account() + " is billed by '" + bill.source() + "' from "
                                + known.id().period().start() + " to "
                                + known.id().period().end() + " already; from "
                                + bill.period().start() + " as well would count its costs twice, unless the other is"
                                + " withdrawn"
                        : "account " + bill.account() + " is billed for " + bill.month() + " by the source '"
                                + known.id().source() + "' already, known at " + known.knownAt() + "; '"
                                + bill.source() + "' as well would count its costs twice, unless each has a part of"
                                + " them or the other is withdrawn before";
            }
        }
    }

    /// Imports files, all of one export as it stood at one time.
    public Outcome run(Export export, List<Path> files) {
        Optional<Catalogs.Uploaded> uploaded = new Catalogs(table).latest();
        Catalog catalog = uploaded.map(Catalogs.Uploaded::catalog).orElse(Catalog.NONE);
        FocusReader reader = new FocusReader(
                engine,
                catalog.dimensions(),
                catalog.currencies(),
                catalog.bills().get(export.source()));
        return switch (reader.read(files)) {
            case Reading.Refused refused -> new Outcome.Refused(refused);
            case Reading.Read read -> divide(export, read, uploaded);
        };
    }

    /// Imports what a table of a distributed engine holds.
    ///
    /// @param months which billing periods; null for all
    public Outcome run(Export export, Warehouse warehouse, TableName name, @Nullable Months months) {
        Optional<Catalogs.Uploaded> uploaded = new Catalogs(table).latest();
        Catalog catalog = uploaded.map(Catalogs.Uploaded::catalog).orElse(Catalog.NONE);
        DistributedReader reader = new DistributedReader(
                warehouse,
                catalog.dimensions(),
                catalog.currencies(),
                catalog.bills().get(export.source()));
        return switch (reader.read(name, months)) {
            case Reading.Refused refused -> new Outcome.Refused(refused);
            case Reading.Read read -> divide(export, read, uploaded);
        };
    }

    /// Divides what was read by the rules of a catalog, and commits it.
    ///
    /// @param uploaded the catalog for whose dimensions the charges were read
    public Outcome divide(Export export, Reading.Read read, Optional<Catalogs.Uploaded> uploaded) {
        Provenance provenance = new Provenance(
                export.knownAt,
                uploaded.map(Catalogs.Uploaded::version).orElse(BillVersion.NO_CATALOG),
                export.completeThrough,
                export.declaredFinal);
        Catalog catalog = uploaded.map(Catalogs.Uploaded::catalog).orElse(Catalog.NONE);
        return commit(Bill.divide(export.source, read.charges(), new Rules(catalog)), provenance, read.rows());
    }

    /// Refuses before it writes; and each bill again while it is committed, since another may have come in.
    private Outcome commit(List<Bill> divided, Provenance provenance, long rows) {
        Bills bills = new Bills(table);
        Together beside = new Together(together, divided.stream().map(Bill::id).toList());
        Optional<Problem> tooMany = tooManyApplications(divided);
        if (tooMany.isPresent()) {
            return new Outcome.Refused(new Reading.Refused(List.of(tooMany.get()), 1));
        }
        for (Bill bill : divided) {
            Optional<Committed.Refused> refused = bills.refused(bill, provenance, beside);
            if (refused.isPresent()) {
                return outcome(bill, refused.get());
            }
        }
        List<Committed.Taken> taken = new ArrayList<>();
        for (Bill bill : divided) {
            switch (bills.commit(bill, provenance, beside)) {
                case Committed.Taken one -> taken.add(one);
                case Committed.Refused refused -> {
                    return outcome(bill, refused);
                }
            }
        }
        return new Outcome.Imported(taken, rows);
    }

    /// Names of single runs instead of applications come by the hundreds. Where they are known already, a bill that
    /// adds a few comes in all the same.
    private Optional<Problem> tooManyApplications(List<Bill> divided) {
        Map<YearMonth, Set<String>> charged = new TreeMap<>();
        divided.forEach(bill ->
                charged.computeIfAbsent(bill.id().month(), _ -> new HashSet<>()).addAll(bill.applications()));
        return charged.entrySet().stream()
                .flatMap(month -> {
                    Set<String> known = new Bills(table).known(month.getKey()).applications();
                    Set<String> added = month.getValue();
                    added.removeAll(known);
                    return added.size() > A_FEW_APPLICATIONS && known.size() + added.size() > MOST_APPLICATIONS
                            ? Stream.of(tooMany(month.getKey(), known.size() + added.size()))
                            : Stream.empty();
                })
                .findFirst();
    }

    private static Problem tooMany(YearMonth month, int applications) {
        return new Problem(
                "the bills of " + month,
                0,
                "",
                "",
                "charge " + applications + " applications with what is known, more than " + MOST_APPLICATIONS
                        + ": is it a tag of single runs that names them?");
    }

    private static Outcome outcome(Bill bill, Committed.Refused refused) {
        return switch (refused) {
            case Committed.Contradicted(BillVersion known) -> new Outcome.Contradicted(known);
            case Committed.CountedTwice(BillVersion known) -> new Outcome.CountedTwice(bill.id(), known);
        };
    }
}
