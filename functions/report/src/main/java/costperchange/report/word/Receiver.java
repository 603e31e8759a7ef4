package costperchange.report.word;

import costperchange.calculator.word.Word;
import costperchange.store.host.ApiException;

/// Who is told what a change cost.
sealed interface Receiver permits CommitComments, OutgoingWebhook, EventBus, Nobody {

    /// Tells it. May have to tell it again after a crash, under the same name.
    ///
    /// @throws ApiException if it was refused, not answered, or there was no time
    Told tell(Word word) throws ApiException;

    /// How it went.
    enum Told {
        /// It is told.
        NOW,
        /// It had been told before, by one who could not say so any more.
        BEFORE,
        /// It concerns another receiver.
        ELSEWHERE
    }
}
