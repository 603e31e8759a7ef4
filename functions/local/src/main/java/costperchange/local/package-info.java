/// # Local
///
/// All of it in one JVM: the command line, the HTTP server, DynamoDB Local and the stream between the
/// functions. Called by people, through the launcher `cost-per-change`.
///
/// Rules:
/// - the same handlers run as on AWS, fed with the same event types; what is here only stands in for what AWS does
///   between them;
/// - the server listens on loopback only;
/// - a command ends when everything that it set off has been worked through.
@NullMarked
package costperchange.local;

import org.jspecify.annotations.NullMarked;
