package costperchange.ingest.focus;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import java.util.List;
import java.util.Map;

/// What came of reading a bill's files: all of it or nothing.
public sealed interface Reading {

    /// Everything was read.
    ///
    /// @param charges in a fixed order, the same for the same rows
    /// @param rows how many rows the files have
    /// @param totals the sum of all rows by currency, as the engine added it up apart from the charges
    record Read(List<Charge> charges, long rows, Map<Currency, Cost> totals) implements Reading {
        public Read {
            charges = List.copyOf(charges);
            totals = Map.copyOf(totals);
        }
    }

    /// Something cannot be read, so nothing was.
    ///
    /// @param problems the first [#SHOWN] in order of files and rows, at least one
    /// @param total how many there are
    record Refused(List<Problem> problems, long total) implements Reading {

        /// How many problems are listed.
        public static final int SHOWN = 20;

        public Refused {
            problems = problems.stream().limit(SHOWN).toList();
        }

        Refused(List<Problem> problems) {
            this(problems, problems.size());
        }

        /// Nothing was there to be read.
        ///
        /// @param where files, or a table
        /// @param what they have none of: `rows`
        static Refused nothing(List<String> where, String what) {
            return new Refused(where.stream()
                    .map(file -> Problem.ofFile(
                            file,
                            "has no " + what
                                    + ": a bill without charges cannot be told from a delivery that went wrong"))
                    .toList());
        }
    }
}
