package costperchange.store;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.store.Dispatches.State;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatchesTest {

    private final LocalTable local = new LocalTable();
    private final Dispatches dispatches = new Dispatches(local.table());

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void of_many_workers_at_once_one_begins() throws InterruptedException, ExecutionException {
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<State>> begun = IntStream.range(0, 8)
                    .mapToObj(worker -> workers.submit(() -> dispatches.begin("2026-10 1", "slack")))
                    .toList();
            int free = 0;
            for (Future<State> one : begun) {
                free += one.get() == State.FREE ? 1 : 0;
            }
            assertThat(free).isEqualTo(1);
        }
    }

    @Test
    void what_was_begun_and_not_confirmed_stays_open_until_a_person_says_again() {
        dispatches.begin("2026-10 1", "slack");
        assertThat(dispatches.begin("2026-10 1", "slack")).isEqualTo(State.OPEN);
        assertThat(dispatches.begin("2026-10 1", "teams")).as("another").isEqualTo(State.FREE);
        assertThat(dispatches.again("2026-10 1", "slack")).isTrue();
        assertThat(dispatches.begin("2026-10 1", "slack")).isEqualTo(State.FREE);
    }

    @Test
    void what_was_confirmed_is_never_begun_again() {
        dispatches.begin("2026-10 1", "slack");
        dispatches.confirm("2026-10 1", "slack");
        assertThat(dispatches.begin("2026-10 1", "slack")).isEqualTo(State.TOLD);
        assertThat(dispatches.again("2026-10 1", "slack")).isFalse();
        assertThat(dispatches.begin("2026-10 1", "slack")).isEqualTo(State.TOLD);
    }

    @Test
    void what_was_given_up_is_begun_again() {
        dispatches.begin("2026-10 1", "slack");
        dispatches.giveUp("2026-10 1", "slack");
        assertThat(dispatches.begin("2026-10 1", "slack")).isEqualTo(State.FREE);
    }
}
