/// # Behind API Gateway
///
/// What the functions that people and tools call over HTTP have in common: who may do what ([Guard]), what is
/// the same for every request ([Exchange]) and how it is answered ([Answer]). Called by query and ingest, with
/// the events of an HTTP API (payload 2.0).
///
/// Rules:
/// - who calls was established before, by API Gateway or by `serve`; what has no findings is refused;
/// - errors are problem+json (RFC 9457), and a store that does not answer is a 503;
/// - an answer belongs to its caller alone, and whoever keeps it asks each time whether it still holds.
@NullMarked
package costperchange.store.api;

import org.jspecify.annotations.NullMarked;
