package costperchange.store;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.store.CostExplorerAnswers.Answer;
import costperchange.store.CostExplorerAnswers.Day;
import costperchange.store.CostExplorerAnswers.Group;
import costperchange.store.CostExplorerAnswers.Place;
import costperchange.store.CostExplorerAnswers.Whole;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CostExplorerAnswersTest {

    private static final String ACCOUNT = "111122223333";
    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final LocalDate MONDAY = LocalDate.of(2026, 2, 16);
    private static final LocalDate TUESDAY = LocalDate.of(2026, 2, 17);
    private static final Instant NOW = Instant.parse("2026-02-16T06:00:00Z");

    private final LocalTable local = new LocalTable();
    private final CostExplorerAnswers answers = new CostExplorerAnswers(local.table());

    @AfterEach
    void close() {
        local.close();
    }

    private static Place place(LocalDate read, String request) {
        return new Place(ACCOUNT, JANUARY, read, request);
    }

    private static Answer answer(String billed) {
        Group group = new Group(List.of("application$checkout", "444455556666"), billed, "1E-7", "USD");
        return new Answer(NOW, List.of(new Day(LocalDate.of(2026, 1, 1), true, List.of(group))), "token");
    }

    @Test
    void many_that_count_at_once_never_pass_the_budget() throws Exception {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> asked = IntStream.range(0, 60)
                    .mapToObj(i -> workers.submit(() -> answers.mayAsk(ACCOUNT, JANUARY, 25)))
                    .toList();
            int allowed = 0;
            for (Future<Boolean> one : asked) {
                allowed += one.get() ? 1 : 0;
            }
            assertThat(allowed).isEqualTo(25);
        }
        assertThat(answers.asked(ACCOUNT, JANUARY)).isEqualTo(25);
        assertThat(answers.mayAsk(ACCOUNT, JANUARY.plusMonths(1), 1)).isTrue();
        assertThat(answers.mayAsk("999988887777", JANUARY, 1)).isTrue();
    }

    @Test
    void a_budget_of_nothing_allows_nothing() {
        assertThat(answers.mayAsk(ACCOUNT, JANUARY, 0)).isFalse();
        assertThat(answers.asked(ACCOUNT, JANUARY)).isZero();
    }

    @Test
    void the_first_answer_is_the_one_that_is_kept() {
        Answer first = answers.keep(place(MONDAY, "a"), answer("1"));
        Answer second = answers.keep(place(MONDAY, "a"), answer("2"));

        assertThat(second).isEqualTo(first).isEqualTo(answer("1"));
        assertThat(answers.get(place(MONDAY, "a"))).contains(first);
        assertThat(answers.get(place(MONDAY, "b"))).isEmpty();
        assertThat(answers.get(place(TUESDAY, "a"))).isEmpty();
    }

    @Test
    void a_large_answer_comes_back_as_it_was() {
        Random random = new Random(7);
        List<Day> days = new ArrayList<>();
        for (LocalDate day : List.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 3))) {
            List<Group> groups = new ArrayList<>();
            for (int i = 0; i < 2_500; i++) {
                String tag =
                        "application$" + Long.toHexString(random.nextLong()).repeat(10);
                groups.add(new Group(List.of(tag, "a" + i), random.nextDouble() + "", random.nextDouble() + "", "USD"));
            }
            days.add(new Day(day, false, groups));
        }
        days.add(new Day(LocalDate.of(2026, 1, 4), false, List.of()));
        Answer large = new Answer(NOW, days, null);

        answers.keep(place(MONDAY, "large"), large);

        assertThat(answers.get(place(MONDAY, "large"))).contains(large);
    }

    @Test
    void whole_answers_let_those_of_earlier_days_go() {
        answers.keep(place(MONDAY, "a"), answer("1"));
        answers.keep(place(TUESDAY, "a"), answer("2"));
        answers.finished(ACCOUNT, JANUARY, new Whole(TUESDAY, true));
        answers.finished(ACCOUNT, JANUARY, new Whole(MONDAY, false));

        assertThat(answers.whole(ACCOUNT, JANUARY)).contains(new Whole(TUESDAY, true));
        assertThat(answers.get(place(MONDAY, "a"))).isEmpty();
        assertThat(answers.get(place(TUESDAY, "a"))).contains(answer("2"));
    }

    @Test
    void answers_that_do_not_agree_are_forgotten_by_the_day() {
        answers.keep(place(MONDAY, "a"), answer("1"));
        answers.keep(place(TUESDAY, "a"), answer("2"));

        answers.forget(ACCOUNT, JANUARY, TUESDAY);

        assertThat(answers.get(place(MONDAY, "a"))).contains(answer("1"));
        assertThat(answers.get(place(TUESDAY, "a"))).isEmpty();
        assertThat(answers.keep(place(TUESDAY, "a"), answer("3"))).isEqualTo(answer("3"));
    }
}
