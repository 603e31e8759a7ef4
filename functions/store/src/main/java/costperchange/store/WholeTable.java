package costperchange.store;

import java.time.YearMonth;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What there is to compute again: read by a scan of the whole table, for rare use.
///
/// @param billed months under which bills are filed
/// @param applications the months of each application: those with a bill or a deployment, and those that were joined
public record WholeTable(NavigableSet<YearMonth> billed, Map<String, NavigableSet<YearMonth>> applications) {

    public static WholeTable read(Table table) {
        NavigableSet<YearMonth> billed = new TreeSet<>();
        Map<String, NavigableSet<YearMonth>> applications = new TreeMap<>();
        table.client()
                .scanPaginator(r -> r.tableName(table.name())
                        .consistentRead(true)
                        .projectionExpression("pk, sk, " + Deployments.OBSERVATIONS))
                .items()
                .forEach(item -> read(item, billed, applications));
        return new WholeTable(billed, applications);
    }

    private static void read(
            Map<String, AttributeValue> attributes,
            NavigableSet<YearMonth> billed,
            Map<String, NavigableSet<YearMonth>> applications) {
        Item item = new Item(attributes);
        String pk = item.text(Keys.PK);
        String sk = item.text(Keys.SK);
        if (Keys.wakesSplit(pk, sk)) {
            billed.add(Keys.monthOfBills(pk));
        } else if (pk.startsWith("APP#")) {
            NavigableSet<YearMonth> months =
                    applications.computeIfAbsent(Keys.applicationOf(pk), name -> new TreeSet<>());
            if (sk.startsWith("BILL#") || sk.startsWith("MONTH#")) {
                months.add(Keys.monthOfBill(sk));
            }
            String observations = item.optionalText(Deployments.OBSERVATIONS);
            if (observations != null) {
                months.addAll(Deployments.monthsOf(observations));
            }
        }
    }
}
