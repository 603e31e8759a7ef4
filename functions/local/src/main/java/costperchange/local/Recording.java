package costperchange.local;

import costperchange.store.Catalogs;
import costperchange.webhook.Recorder;
import costperchange.webhook.Recorder.Recorded;
import costperchange.webhook.Resolution;
import costperchange.webhook.source.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Records what an import tells as the webhook would have, some hundred facts at a time: so a history of
/// any length takes no more memory than those.
final class Recording {

    private static final int AT_A_TIME = 500;

    private final Recorder recorder;
    private final Resolution resolution;
    private final List<Fact> waiting = new ArrayList<>();
    private int fresh;
    private int known;

    Recording(Installation installation, Instant now) {
        recorder = new Recorder(installation.table());
        resolution = new Resolution(new Catalogs(installation.table()).assignments(), now);
    }

    void add(Fact fact) {
        waiting.add(fact);
        if (waiting.size() == AT_A_TIME) {
            recordWaiting();
        }
    }

    /// Records what is left, and says how much there was in all.
    Recorded finished() {
        recordWaiting();
        return new Recorded(fresh, known);
    }

    private void recordWaiting() {
        Recorded recorded = recorder.record(waiting, resolution);
        fresh += recorded.fresh();
        known += recorded.known();
        waiting.clear();
    }
}
