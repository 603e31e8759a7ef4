package costperchange.local;

import costperchange.report.AwsClients;
import costperchange.report.word.Receivers;
import costperchange.report.word.Tell;
import costperchange.report.word.WordSecrets;
import costperchange.store.host.Host;
import costperchange.store.host.Patience;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The word back: what changes cost, told where they came from, as the function on AWS does.
@Command(
        name = "tell",
        description = {
            "Tell what changes cost where they came from, once it is known: for applications whose catalog entry says"
                    + " wordBack. What was told is not told again."
        },
        mixinStandardHelpOptions = true)
final class TellCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Mixin
    private Folder folder;

    @Spec
    private CommandSpec spec;

    @Option(names = "--day", paramLabel = "DATE", description = "the day that it is taken to be; today if not given")
    private @Nullable String day;

    @Option(names = "--dry-run", description = "print what would be told, and to whom; tell nobody")
    private boolean dryRun;

    @Option(
            names = "--secrets",
            paramLabel = "FILE",
            description =
                    "JSON with github-api and gitlab-api (tokens that may comment), webhook-url and webhook-secret")
    private @Nullable Path secrets;

    @Option(
            names = "--event-bus",
            defaultValue = "default",
            description = "of EventBridge; ${DEFAULT-VALUE} if not given")
    private String eventBus;

    @Override
    public Integer call() {
        WordSecrets known = secrets();
        try (Installation installation = folder.openKept();
                HttpClient client = HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(10))
                        .build()) {
            Receivers receivers =
                    new Receivers(Host.known(System.getenv()), known, client, AwsClients::eventBridge, eventBus);
            Tell tell = new Tell(installation.table(), receivers);
            Tell.Plan plan = tell.plan(day(installation));
            if (plan.waiting().isPresent()) {
                throw new Refusal(plan.waiting().get() + "; nothing told");
            }
            PrintWriter out = spec.commandLine().getOut();
            if (dryRun) {
                plan.due().forEach(due -> out.println(due.name() + ":\n\n" + due.text()));
                out.printf("%d to be told%n", plan.due().size());
            } else {
                print(tell.tell(plan.due(), patience(installation)), out);
            }
            out.flush();
            return 0;
        }
    }

    private static void print(Tell.Outcome outcome, PrintWriter out) {
        out.printf("%d told, %d told before%n", outcome.told(), outcome.before());
        out.flush();
        String not = String.join(
                "\n",
                Stream.of(outcome.refused(), outcome.failed(), outcome.later())
                        .flatMap(List::stream)
                        .toList());
        if (!not.isEmpty()) {
            throw new Refusal("not told:\n" + not);
        }
    }

    private static Patience patience(Installation installation) {
        Instant now = installation.clock().instant();
        return Patience.until(now.plus(LONGEST), installation.clock());
    }

    private LocalDate day(Installation installation) {
        try {
            return day == null
                    ? LocalDate.ofInstant(installation.clock().instant(), ZoneOffset.UTC)
                    : LocalDate.parse(day);
        } catch (DateTimeParseException unreadable) {
            throw new Refusal("--day must be a day such as 2026-11-12, not '" + day + "'");
        }
    }

    private WordSecrets secrets() {
        Path file = secrets;
        if (file == null) {
            return new WordSecrets(() -> "{}");
        }
        try {
            String text = Files.readString(file);
            return new WordSecrets(() -> text);
        } catch (NoSuchFileException missing) {
            throw new Refusal(file + ": there is no such file");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }
}
