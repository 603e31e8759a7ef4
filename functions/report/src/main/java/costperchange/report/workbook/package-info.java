/// # Workbook
///
/// The monthly report as XLSX, for those who calculate further: sheets Summary, Applications, Changes, Ledger
/// and Unallocated. Called by the report's renditions. Written by fastexcel, which needs no fonts and no AWT.
///
/// Rules:
/// - a number is a number, a date a date, and an amount's currency stands in a column of its own;
/// - an amount's cell is written from the decimal's own text; that a spreadsheet reads some fifteen digits of
///   it stands on the first sheet, with where the exact ones are;
/// - text is written as text, never as a formula, whatever it starts with;
/// - what is null has no cell, and a reason beside it where there is one;
/// - the same report is the same bytes: no clock, no locale.
@NullMarked
package costperchange.report.workbook;

import org.jspecify.annotations.NullMarked;
