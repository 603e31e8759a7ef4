/// # Catalog files
///
/// YAML that a team edits, to a [Catalog][costperchange.calculator.allocation.Catalog]. Called by the upload of
/// catalogs and by the command line's check. Calls the calculator.
///
/// In this order: text to a tree whose every node knows its place ([YamlReader], [Document]); the tree against the
/// published schema, `catalog.schema.json` ([CatalogSchema]); what a schema cannot say ([CatalogChecks]); the catalog
/// ([CatalogBuilder]). Each step that finds problems is the last.
///
/// Rules:
/// - a problem names its line, its column and its path; a file is taken whole or not at all;
/// - a key that is not known is a problem, never ignored: it may be a misspelled rule, and money would go elsewhere;
/// - values keep the text they have in the file: an account that is written `000456` stays `000456`;
/// - what a file can cost to read is bounded before it is read.
///
/// Format: YAML 1.2 with its core schema; JSON Schema 2020-12.
@NullMarked
package costperchange.query.catalog;

import org.jspecify.annotations.NullMarked;
