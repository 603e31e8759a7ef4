package costperchange.report.message;

import costperchange.report.message.Channel.Sent;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What an AWS call's end says of a message. The clients must not try again by themselves: they would after a
/// timeout, too, when the message may have arrived.
final class AwsAnswers {

    private static final int SERVER_ERROR = 500;

    private AwsAnswers() {}

    static Sent of(Runnable call) {
        try {
            call.run();
            return new Sent.Arrived();
        } catch (AwsServiceException answered) {
            boolean again = answered.isThrottlingException() || answered.statusCode() >= SERVER_ERROR;
            return new Sent.Refused(
                    answered.statusCode() + " " + answered.awsErrorDetails().errorCode() + ": "
                            + answered.awsErrorDetails().errorMessage(),
                    again,
                    null);
        } catch (SdkException failed) {
            return neverConnected(failed)
                    ? new Sent.Refused("AWS cannot be reached", true, null)
                    : new Sent.Unknown(
                            "AWS did not answer: " + failed.getClass().getSimpleName());
        }
    }

    private static boolean neverConnected(SdkException failed) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return true;
            }
        }
        return false;
    }
}
