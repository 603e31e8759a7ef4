package costperchange.store;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.store.Tellings.State;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TellingsTest {

    private final LocalTable local = new LocalTable();
    private final Tellings tellings = new Tellings(local.table());

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void of_many_workers_at_once_one_begins() throws InterruptedException, ExecutionException {
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<State>> begun = IntStream.range(0, 8)
                    .mapToObj(worker -> workers.submit(() -> tellings.begin("2026-10 1", "slack")))
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
        tellings.begin("2026-10 1", "slack");
        assertThat(tellings.begin("2026-10 1", "slack")).isEqualTo(State.OPEN);
        assertThat(tellings.begin("2026-10 1", "teams")).as("another").isEqualTo(State.FREE);
        assertThat(tellings.again("2026-10 1", "slack")).isTrue();
        assertThat(tellings.begin("2026-10 1", "slack")).isEqualTo(State.FREE);
    }

    @Test
    void what_was_confirmed_is_never_begun_again() {
        tellings.begin("2026-10 1", "slack");
        tellings.confirm("2026-10 1", "slack");
        assertThat(tellings.begin("2026-10 1", "slack")).isEqualTo(State.TOLD);
        assertThat(tellings.again("2026-10 1", "slack")).isFalse();
        assertThat(tellings.begin("2026-10 1", "slack")).isEqualTo(State.TOLD);
    }

    @Test
    void what_was_given_up_is_begun_again() {
        tellings.begin("2026-10 1", "slack");
        tellings.giveUp("2026-10 1", "slack");
        assertThat(tellings.begin("2026-10 1", "slack")).isEqualTo(State.FREE);
    }
}
