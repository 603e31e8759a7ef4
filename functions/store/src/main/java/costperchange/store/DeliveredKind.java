package costperchange.store;

import costperchange.calculator.allocation.Assignments;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.Incident;
import costperchange.calculator.delivery.Revision;
import costperchange.store.Keys.Key;
import costperchange.store.Table.Condition;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/// A kind of item that holds what deliveries told: how it is read, written and merged.
///
/// @param <T> the record it holds
/// @param attribute that holds what was told, and by which a write knows whether that changed
/// @param read from an application's name and an item
/// @param item to write
/// @param merge of two tellings of the same
/// @param isSame whether both are the same but for the versions of catalogs that agree
/// @param assigned the same in each application that it belongs to, at least one
record DeliveredKind<T>(
        String attribute,
        BiFunction<String, Item, T> read,
        Function<T, Item> item,
        BinaryOperator<T> merge,
        BiPredicate<T, T> isSame,
        BiFunction<Assignments, T, Collection<T>> assigned) {

    static final DeliveredKind<Deployment> DEPLOYMENT = new DeliveredKind<>(
            Deployments.OBSERVATIONS,
            Deployments::deployment,
            Deployments::item,
            Deployment::merge,
            Deployment::isSame,
            Assignments::assigned);

    static final DeliveredKind<Revision> REVISION = new DeliveredKind<>(
            Revisions.TELLINGS,
            Revisions::revision,
            Revisions::item,
            Revision::merge,
            Revision::isSame,
            Assignments::assigned);

    static final DeliveredKind<Incident> INCIDENT = new DeliveredKind<>(
            Incidents.REPORTS,
            Incidents::incident,
            Incidents::item,
            Incident::merge,
            Incident::isSame,
            Assignments::assigned);

    static DeliveredKind<?> of(String sk) {
        if (sk.startsWith("DEPLOYMENT#")) {
            return DEPLOYMENT;
        }
        return sk.startsWith("REVISION#") ? REVISION : INCIDENT;
    }

    /// What is recorded at a key; empty if nothing is.
    Optional<T> known(Key key, Optional<Item> found) {
        return found.map(one -> read.apply(Keys.applicationOf(key.pk()), one));
    }

    /// That what was told is still as it was read.
    Condition unchanged(Optional<Item> read) {
        return Condition.unchanged(
                attribute, read.map(found -> found.attributes().get(attribute)).orElse(null));
    }

    /// Records what was told, together with what was known: reads, merges, and writes on condition that what
    /// was told is still what was read. As tellings are only ever added, that condition cannot be met by a
    /// state that came back.
    ///
    /// @return whether anything was new
    boolean record(Table table, T told) {
        Key key = item.apply(told).key();
        while (true) {
            Optional<Item> found = table.get(key);
            Optional<T> known = known(key, found);
            T merged = known.map(before -> merge.apply(told, before)).orElse(told);
            if (known.isPresent() && isSame.test(known.get(), merged)) {
                return false;
            }
            if (table.putIf(item.apply(merged), unchanged(found))) {
                return true;
            }
        }
    }
}
