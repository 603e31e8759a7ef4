package costperchange.calculator.delivery;

import costperchange.calculator.delivery.Brought.Lookup;
import costperchange.calculator.delivery.Brought.Parts;
import costperchange.calculator.delivery.Revision.Content;
import costperchange.calculator.delivery.Revision.Telling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Goes from each success to the revisions that it contains and that were not met before, for [Brought].
final class BroughtWalk {

    private final Lookup lookup;
    private final Map<String, @Nullable Revision> known = new HashMap<>();
    private final Set<String> visited = new HashSet<>();
    private final Map<String, Boolean> touched = new HashMap<>();
    private boolean first = true;

    BroughtWalk(Lookup lookup) {
        this.lookup = lookup;
    }

    void prefetch(Collection<String> names) {
        List<String> wanted =
                names.stream().filter(name -> !known.containsKey(name)).toList();
        if (!wanted.isEmpty()) {
            Map<String, Revision> found = lookup.find(wanted);
            wanted.forEach(name -> known.put(name, found.get(name)));
        }
    }

    /// All that a revision brings, whether or not it touches the application.
    Parts brought(@Nullable String revision) {
        if (revision == null) {
            return Parts.NOTHING;
        }
        List<Revision> brought = new ArrayList<>();
        boolean whole = true;
        List<String> next = visited.add(revision) ? List.of(revision) : List.of();
        for (int depth = 0; !next.isEmpty(); depth++) {
            if (brought.size() >= Brought.MOST) {
                whole = false;
                break;
            }
            prefetch(next);
            List<Revision> level =
                    next.stream().map(known::get).filter(Objects::nonNull).toList();
            whole &= level.size() == next.size();
            brought.addAll(level);
            int reached = depth;
            next = level.stream()
                    .flatMap(one -> contained(one, reached))
                    .distinct()
                    .filter(visited::add)
                    .toList();
        }
        first = false;
        return new Parts(brought, whole);
    }

    private Stream<String> contained(Revision revision, int depth) {
        return revision.tellings().stream()
                .map(Telling::what)
                .filter(what -> !first || (depth == 0 && what.isMerge()))
                .map(Content::contains)
                .filter(Objects::nonNull);
    }

    /// Whether a deployment touches the application; so it does unless every revision that it brought is known
    /// to touch nothing of it. What is deployed again is as it was the first time.
    boolean touches(@Nullable String revision, Parts brought) {
        return revision == null
                || touched.computeIfAbsent(revision, name -> {
                    Revision own = known.get(name);
                    List<Revision> all =
                            brought.revisions().isEmpty() && own != null ? List.of(own) : brought.revisions();
                    return all.isEmpty() || !brought.whole() || !all.stream().allMatch(Revision::touchesNothing);
                });
    }
}
