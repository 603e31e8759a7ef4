package costperchange.report.word;

import costperchange.calculator.word.Word;
import costperchange.store.host.ApiException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Nobody is there to be told.
///
/// @param missing what a person has to mend; null where nothing has to be, as another receiver takes it
record Nobody(URI what, @Nullable String missing) implements Receiver {

    static Nobody missing(String what, String why) {
        return new Nobody(URI.create(what), why);
    }

    static Nobody elsewhere() {
        return new Nobody(URI.create("elsewhere"), null);
    }

    @Override
    public Told tell(Word word) throws ApiException {
        if (missing == null) {
            return Told.ELSEWHERE;
        }
        throw ApiException.failed(what, missing);
    }
}
