package costperchange.join;

import costperchange.store.Clients;
import costperchange.store.Table;

/// Puts the join together on AWS.
final class Wiring {

    private Wiring() {}

    static Join join(Environment environment) {
        return new Join(table(environment));
    }

    static Assign assign(Environment environment) {
        return new Assign(table(environment));
    }

    static Recompute recompute(Environment environment) {
        return new Recompute(table(environment));
    }

    private static Table table(Environment environment) {
        return new Table(Clients.dynamoDb(), environment.table());
    }
}
