package costperchange.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.money.Basis;
import costperchange.calculator.report.MonthlyInputs;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.Scope;
import costperchange.report.message.Channel;
import costperchange.report.message.Channels;
import costperchange.report.message.Message;
import costperchange.report.message.Messenger;
import costperchange.report.message.Patience;
import costperchange.store.Dispatches;
import costperchange.store.Issues;
import costperchange.store.Issues.Head;
import costperchange.store.Measurements;
import costperchange.store.Table;
import java.net.URI;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/// Issues reports, each once, then writes their documents and tells of them.
///
/// What an issue says is kept before anything is written or told, and everything is made from what was kept. So
/// a crash at any point is mended by doing it again, and two workers at once write the same bytes.
final class Issuer {

    private final MonthlyReports reports;
    private final Issues issues;
    private final Dispatches dispatches;
    private final Destination destination;
    private final Set<Rendition> renditions;
    private final Supplier<Channels> channels;

    /// When a month and scope that has no issue is issued.
    enum First {
        /// Its time has not come, or is long over.
        NEVER,
        /// When all its charges are there.
        WHEN_COMPLETE,
        /// Now, whatever it lacks.
        AS_IT_IS
    }

    /// When a month and scope that has an issue is issued again.
    enum Again {
        /// When it was estimated and is final now.
        WHEN_FINAL,
        /// When its figures are others now.
        WHEN_OTHERS
    }

    /// @param pages where the pages are of the issues that were written
    /// @param untold who was not told, and why
    record Outcome(List<URI> pages, List<String> untold) {}

    /// @param renditions that are written
    /// @param channels read when first needed
    Issuer(Table table, Destination destination, Set<Rendition> renditions, Supplier<Channels> channels) {
        this.reports = new MonthlyReports(new Measurements(table));
        this.issues = new Issues(table);
        this.dispatches = new Dispatches(table);
        this.destination = destination;
        this.renditions = renditions;
        this.channels = channels;
    }

    /// Issues a month as a person asks for it, and writes the documents whether they were written or not.
    ///
    /// @param scope the only one; null for all
    Outcome byHand(YearMonth month, @Nullable Scope scope, Basis basis, Patience patience) {
        MonthlyInputs inputs = reports.inputs(month, basis);
        Map<String, Head> latest = issues.latest(month, basis.label());
        List<Scope> scopes = scope == null ? MonthlyInputs.scopes(inputs.catalog()) : List.of(scope);
        List<Head> heads = scopes.stream()
                .map(one -> issue(inputs, one, latest.get(one.label()), Again.WHEN_OTHERS))
                .toList();
        return finish(heads, patience);
    }

    /// Issues a month as its time has come: the scopes that have no issue yet; those whose latest issue was
    /// estimated, if the month is final now. Finishes what was broken off before.
    ///
    /// @param first when scopes that have no issue get one
    Outcome onTime(YearMonth month, First first, Patience patience) {
        Basis basis = Basis.EFFECTIVE;
        Map<String, Head> latest = issues.latest(month, basis.label());
        List<Scope> due = due(month, first, latest);
        if (!due.isEmpty()) {
            MonthlyInputs inputs = reports.inputs(month, basis);
            due.forEach(scope ->
                    latest.put(scope.label(), issue(inputs, scope, latest.get(scope.label()), Again.WHEN_FINAL)));
        }
        return finish(latest.values().stream().filter(head -> !head.done()).toList(), patience);
    }

    private List<Scope> due(YearMonth month, First first, Map<String, Head> latest) {
        boolean estimated = latest.values().stream().anyMatch(Head::estimated);
        if (first == First.NEVER && !estimated) {
            return List.of();
        }
        Catalog catalog = reports.catalog();
        List<Scope> without = MonthlyInputs.scopes(catalog).stream()
                .filter(scope -> !latest.containsKey(scope.label()))
                .toList();
        boolean theirTime = switch (first) {
            case NEVER -> false;
            case WHEN_COMPLETE -> !without.isEmpty() && reports.isComplete(month, Basis.EFFECTIVE);
            case AS_IT_IS -> true;
        };
        List<Scope> due = new ArrayList<>(theirTime ? without : List.of());
        if (estimated && reports.isFinal(month, Basis.EFFECTIVE)) {
            due.addAll(estimated(latest, catalog));
        }
        return due;
    }

    /// The scopes whose latest issue was estimated. A team that left the catalog has no applications: its final
    /// report would say that it cost nothing.
    private static List<Scope> estimated(Map<String, Head> latest, Catalog catalog) {
        return latest.values().stream()
                .filter(Head::estimated)
                .flatMap(head -> Scope.of(head.scope()).stream())
                .filter(scope -> scope.isIn(catalog))
                .toList();
    }

    /// Says that someone may be told again of the latest issues of a month, as a person says who looked.
    ///
    /// @param scope the only one; null for all
    void again(YearMonth month, @Nullable Scope scope, Basis basis, List<String> whom) {
        issues.latest(month, basis.label()).values().stream()
                .filter(head -> scope == null || head.scope().equals(scope.label()))
                .forEach(head -> whom.forEach(channel -> dispatches.again(name(head), channel)));
    }

    /// The issue that holds, which may be a new one.
    private Head issue(MonthlyInputs inputs, Scope scope, @Nullable Head latest, Again again) {
        MonthlyReport report = inputs.of(scope);
        boolean due = latest == null
                || switch (again) {
                    case WHEN_FINAL -> latest.estimated() && report.isFinal();
                    case WHEN_OTHERS -> !latest.figures().equals(Issues.figures(report));
                };
        if (due) {
            // Should its number be taken, another worker issued it: what that one said holds.
            issues.keep(report.issued(latest == null ? null : issues.read(latest)));
        }
        return due || latest == null ? latest(report) : latest;
    }

    private Head latest(MonthlyReport report) {
        return Objects.requireNonNull(
                issues.latest(report.month(), report.basis()).get(report.scope()), "an issue that was just kept");
    }

    /// Writes all documents first: a channel that cannot be told, or read, must not hold up those of others.
    private Outcome finish(List<Head> heads, Patience patience) {
        List<URI> pages = heads.stream().map(head -> write(issues.read(head))).toList();
        List<String> untold = new ArrayList<>();
        Channels all;
        try {
            all = heads.isEmpty() ? Channels.NONE : channels.get();
        } catch (IllegalArgumentException | IllegalStateException | SdkException unreadable) {
            // Other months are to be issued still.
            return new Outcome(pages, List.of("nobody was told: " + unreadable.getMessage()));
        }
        for (int i = 0; i < heads.size(); i++) {
            Head head = heads.get(i);
            List<String> failures = tell(all, head, pages.get(i), patience);
            if (failures.isEmpty() && !head.done()) {
                issues.done(head);
            }
            untold.addAll(failures);
        }
        return new Outcome(pages, untold);
    }

    /// @return where the page is, or what there is instead
    private URI write(MonthlyReport report) {
        Map<Rendition, URI> written = new EnumMap<>(Rendition.class);
        for (Rendition rendition : renditions) {
            byte[] content = rendition.content(report, renditions);
            written.put(rendition, destination.put(rendition.name(report), rendition.mediaType(), content));
        }
        // HTML is the first of the renditions, where it is one of them.
        return written.values().iterator().next();
    }

    private List<String> tell(Channels all, Head head, URI page, Patience patience) {
        List<Channel> whom = all.of(Scope.of(head.scope()).orElseThrow());
        if (whom.isEmpty()) {
            return List.of();
        }
        MonthlyReport report = issues.read(head);
        Message message = Message.of(
                report,
                page,
                new Message.Attachment(
                        Rendition.XLSX.file(report),
                        Rendition.XLSX.mediaType(),
                        Rendition.XLSX.content(report, renditions)));
        Messenger messenger = new Messenger(dispatches);
        return whom.stream()
                .flatMap(channel -> messenger.tell(name(head), message, channel, patience).stream())
                .toList();
    }

    private static String name(Head head) {
        return head.month() + " " + head.basis() + " " + head.scope() + " " + head.number();
    }
}
