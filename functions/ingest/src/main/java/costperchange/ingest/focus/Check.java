package costperchange.ingest.focus;

/// A rule that a format has beside those of FOCUS.
///
/// @param title the column that is named, as the file spells it
/// @param broken condition on a row's columns, in SQL
/// @param text what is shown as the cell's text, in SQL
/// @param reason what is wrong, to be read after the text
record Check(String title, String broken, String text, String reason) {}
