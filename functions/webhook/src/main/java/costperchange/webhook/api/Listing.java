package costperchange.webhook.api;

import costperchange.store.host.ApiException;
import costperchange.webhook.source.Result;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a vendor lists of a repository, the newest first, and what each object of it tells.
sealed interface Listing permits GitHubListing, GitLabListing {

    /// That an object was told before, so that nothing was asked about it.
    Result.NotRelevant KNOWN = new Result.NotRelevant("it is known already");

    /// What is listed, in the order in which a walk asks.
    List<String> kinds();

    /// The path of the first page.
    ///
    /// @param since for where the vendor can leave out what is older
    String first(String kind, Instant since);

    /// The objects of a page; null where it holds no list.
    @Nullable
    JsonNode objects(String kind, JsonNode page);

    /// The field with the time by which the list is ordered.
    String orderedBy(String kind);

    /// What an object tells. It may take further requests.
    ///
    /// @param since nothing older is wanted
    /// @param now to judge times by
    /// @return what each event made of it would have told; [#KNOWN] for what was told before
    List<Result> read(String kind, JsonNode object, Instant since, Instant now) throws ApiException;
}
