/// # Query
///
/// The API that people and tools read, and the upload of the catalog. Called by API Gateway (HTTP API, payload
/// 2.0) and, with the same events, by `serve` and the command line.
///
/// [QueryFunction] only reads; [CatalogFunction] writes catalogs and nothing else. Calls the store for answers.
///
/// Rules:
/// - a parameter that cannot be read is answered with 400 and named; nothing is guessed;
/// - answers are JSON, or CSV when asked for; errors are problem+json (RFC 9457);
/// - spans are limited, so that no query is expensive.
@NullMarked
package costperchange.query;

import org.jspecify.annotations.NullMarked;
