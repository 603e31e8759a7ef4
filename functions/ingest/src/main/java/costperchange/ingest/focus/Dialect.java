package costperchange.ingest.focus;

/// How an engine is told what cells mean. The macros of `macros.sql` say it once; what engines spell differently is in
/// a file of each.
enum Dialect {
    /// Knows the macros, once they were created.
    DUCKDB,
    /// Trino and Athena.
    TRINO;

    private static final Macros WRITTEN_OUT = new Macros(Macros.file("trino.sql"), Macros.file("macros.sql"));

    /// What DuckDB must be told before all.
    static String definitions() {
        return Macros.file("duckdb.sql") + Macros.file("macros.sql");
    }

    /// SQL that calls macros, as the engine takes it.
    String sql(String sql) {
        return switch (this) {
            case DUCKDB -> sql;
            case TRINO -> WRITTEN_OUT.expand(sql);
        };
    }
}
