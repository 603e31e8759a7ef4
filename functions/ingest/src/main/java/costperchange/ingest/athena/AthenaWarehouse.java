package costperchange.ingest.athena;

import costperchange.ingest.focus.Warehouse;
import costperchange.ingest.focus.WarehouseException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.ResultSet;

/// Athena, engine version 3.
///
/// @param workgroup in which queries run; it says where results are put and how much a query may scan
/// @param pause how long to wait before asking again whether a query has ended
public record AthenaWarehouse(AthenaClient athena, String workgroup, Duration pause) implements Warehouse {

    /// The longest query that Athena takes, in bytes of UTF-8. Source: Amazon Athena User Guide, "Service
    /// Quotas".
    static final int LONGEST = 262_144;

    @Override
    public void query(String sql, Consumer<Row> rows) {
        if (sql.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new WarehouseException("Athena takes queries of " + LONGEST
                    + " bytes, and the catalog's rules make it a longer one: use a Trino of your own");
        }
        try {
            String id = athena.startQueryExecution(
                            query -> query.queryString(sql).workGroup(workgroup))
                    .queryExecutionId();
            finish(id);
            fetch(id, rows);
        } catch (SdkException e) {
            throw new WarehouseException("Athena: " + e.getMessage(), e);
        }
    }

    private void finish(String id) {
        while (true) {
            QueryExecutionStatus status = athena.getQueryExecution(query -> query.queryExecutionId(id))
                    .queryExecution()
                    .status();
            switch (status.state()) {
                case SUCCEEDED -> {
                    return;
                }
                case FAILED, CANCELLED, UNKNOWN_TO_SDK_VERSION ->
                    throw new WarehouseException("Athena: query " + id + " is " + status.stateAsString() + ": "
                            + status.stateChangeReason());
                case QUEUED, RUNNING -> sleep(id);
            }
        }
    }

    private void sleep(String id) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            athena.stopQueryExecution(query -> query.queryExecutionId(id));
            throw new WarehouseException("interrupted during query " + id, e);
        }
    }

    private void fetch(String id, Consumer<Row> rows) {
        boolean first = true;
        for (GetQueryResultsResponse page : athena.getQueryResultsPaginator(query -> query.queryExecutionId(id))) {
            ResultSet result = page.resultSet();
            List<String> names = result.resultSetMetadata().columnInfo().stream()
                    .map(column -> column.name())
                    .toList();
            // The first row of all repeats the names.
            result.rows().stream().skip(first ? 1 : 0).forEach(row -> rows.accept(row(names, row.data())));
            first = false;
        }
    }

    private static Row row(List<String> names, List<Datum> data) {
        Map<String, @Nullable String> texts = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            texts.put(names.get(i), data.get(i).varCharValue());
        }
        return texts::get;
    }
}
