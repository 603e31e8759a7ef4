package costperchange.query;

import costperchange.store.Clients;
import costperchange.store.Measurements;
import costperchange.store.Table;

/// Puts the query functions together on AWS.
final class Wiring {

    private Wiring() {}

    static Measurements measurements(Environment environment) {
        return new Measurements(table(environment), Measurements.Limit.OF_ANSWERS);
    }

    static Table table(Environment environment) {
        return new Table(Clients.dynamoDb(), environment.table());
    }
}
