package costperchange.ingest.costexplorer;

import costperchange.store.CostExplorerAnswers;
import costperchange.store.CostExplorerAnswers.Answer;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;

/// Sends requests, each counted before: no retry is sent that is not. So the client must not retry by itself.
final class Requests {

    private static final int ATTEMPTS = 6;
    private static final int SERVER_ERRORS = 500;

    /// Cost Explorer's own ways to say that it is asked too often, beside those that the SDK knows.
    private static final Set<String> TOO_OFTEN = Set.of("LimitExceededException", "RequestLimitExceeded");

    /// The pages began too long ago, or belong to another request.
    private static final Set<String> STALE = Set.of("InvalidNextTokenException", "RequestChangedException");

    private final CostExplorerClient client;
    private final CostExplorerAnswers answers;
    private final String account;
    private final int budget;
    private final Pace pace;
    private int sent;

    Requests(CostExplorerClient client, CostExplorerAnswers answers, String account, int budget, Pace pace) {
        this.client = client;
        this.answers = answers;
        this.account = account;
        this.budget = budget;
        this.pace = pace;
    }

    /// How many were sent so far.
    int sent() {
        return sent;
    }

    /// A page.
    ///
    /// @param page its token; null for the first
    /// @throws UnreadException if the budget does not allow it, or there is no answer that can be used
    /// @throws StaleException if the token no longer holds
    Answer ask(Question question, @Nullable String page) {
        for (int attempt = 1; ; attempt++) {
            Instant now = pace.clock().instant().truncatedTo(ChronoUnit.MILLIS);
            count(question, now);
            try {
                return Answers.read(question, now, client.getCostAndUsage(question.request(page)));
            } catch (AwsServiceException e) {
                if (STALE.contains(code(e))) {
                    throw new StaleException();
                }
                giveUp(question, e, attempt, isPassing(e));
            } catch (SdkClientException e) {
                // The connection broke, or what came is not whole; without a cause, nothing was sent, as without
                // credentials.
                giveUp(question, e, attempt, e.getCause() != null);
            }
            pace.before(attempt);
        }
    }

    private void count(Question question, Instant now) {
        YearMonth month = YearMonth.from(now.atZone(ZoneOffset.UTC));
        if (!answers.mayAsk(account, month, budget)) {
            throw new UnreadException(
                    question + " was not asked for: the budget of " + budget + " requests in " + month + " is used up");
        }
        sent++;
    }

    private static void giveUp(Question question, RuntimeException e, int attempt, boolean passing) {
        if (!passing || attempt == ATTEMPTS) {
            throw new UnreadException(
                    question + " was not answered" + (passing ? ", " + ATTEMPTS + " times: " : ": ") + e.getMessage(),
                    e);
        }
    }

    private static boolean isPassing(AwsServiceException e) {
        return e.statusCode() >= SERVER_ERRORS || e.isThrottlingException() || TOO_OFTEN.contains(code(e));
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
    }

    /// A page's token no longer holds: the pages have to be asked for from the first.
    static final class StaleException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
