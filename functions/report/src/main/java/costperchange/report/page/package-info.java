/// # Page
///
/// The monthly report as one HTML document: style inside it, charts as SVG in it, no script, nothing fetched from
/// elsewhere. Called by the report's renditions.
///
/// Rules:
/// - every text from outside passes [Html#text]; nothing else writes text into markup;
/// - amounts are rounded for reading, and stand under or beside their currency; CSV and JSON are exact;
/// - what is not measured is said in words, never shown as nought;
/// - charts hold nothing that the tables do not;
/// - Lambda has no fonts, so nothing here measures text or uses AWT.
@NullMarked
package costperchange.report.page;

import org.jspecify.annotations.NullMarked;
