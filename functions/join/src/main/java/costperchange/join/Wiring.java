package costperchange.join;

import costperchange.store.Clients;
import costperchange.store.Table;

/// Puts the join together on AWS.
final class Wiring {

    private Wiring() {}

    static Join join(Environment environment) {
        return new Join(new Table(Clients.dynamoDb(), environment.table()));
    }
}
