package costperchange.report.workbook;

/// A column of a sheet.
///
/// @param heading in its first row
/// @param kind how its cells are shown
/// @param width in characters
record Column(String heading, Kind kind, int width) {

    /// How cells are shown, as spreadsheets write formats.
    enum Kind {
        TEXT("General"),
        AMOUNT("#,##0.00"),
        COUNT("#,##0"),
        MEAN("#,##0.0"),
        SHARE("0.0%"),
        DIFFERENCE("+0.0%;-0.0%;0.0%"),
        MONTH("mmm yyyy"),
        DAY("yyyy-mm-dd"),
        TIME("yyyy-mm-dd hh:mm:ss");

        private final String format;

        Kind(String format) {
            this.format = format;
        }

        String format() {
            return format;
        }

        boolean isNumber() {
            return switch (this) {
                case AMOUNT, COUNT, MEAN, SHARE, DIFFERENCE -> true;
                case TEXT, MONTH, DAY, TIME -> false;
            };
        }
    }

    static Column text(String heading, int width) {
        return new Column(heading, Kind.TEXT, width);
    }

    static Column amount(String heading) {
        return new Column(heading, Kind.AMOUNT, 16);
    }

    static Column count(String heading) {
        return new Column(heading, Kind.COUNT, 14);
    }

    static Column of(Kind kind, String heading) {
        return new Column(heading, kind, kind == Kind.TIME ? 21 : 13);
    }
}
