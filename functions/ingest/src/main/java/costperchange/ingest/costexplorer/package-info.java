/// # Cost Explorer
///
/// Bills in by AWS Cost Explorer's `GetCostAndUsage`, for accounts without an export: a calendar month (UTC) at
/// a time, by the day, by a tag and by sub account or product.
///
/// Called by the function on its schedule and by the command line, through [CostExplorerImport]. Calls Cost
/// Explorer, the store, which keeps its answers and counts the requests, and the import that files take too.
///
/// **Requests.** Each costs 0.01 USD. Cost Explorer groups by two things at most, so the charge category needs
/// requests of its own. A month takes: one for the totals, one by `RECORD_TYPE`, and one for each charge
/// category that occurs, one to five; more where an answer has several pages. So three to seven, mostly five or
/// six. The open month is read anew each day, the month before until it is no longer estimated: some 250
/// requests, 2.50 USD a month. Settled months are taken from the store.
///
/// Rules:
/// - a request is counted in the store before it is sent, retries too: the budget of a calendar month is never
///   passed;
/// - an answer is kept before the next request is sent: a run that ended early goes on there, on the same day;
/// - a month is committed only if its groups add up to what Cost Explorer says of the whole, on every day, to
///   the last digit that it gives ([MonthOfAnswers]); whole or not at all;
/// - amounts are texts until they are exact decimals;
/// - when a bill was known comes from its answers, which say when they were asked for.
///
/// Where this differs from a FOCUS export: `UnblendedCost` is billed cost and `AmortizedCost` effective cost,
/// as FOCUS defines them but for discounts, which are records of their own here (category usage) unless the net
/// metrics are asked for. Products have Cost Explorer's names (`Amazon Elastic Compute Cloud - Compute`).
/// Regions, resources, commitments and other tags are not known, so no rule on them takes a charge; nor which
/// charges correct earlier bills.
///
/// Format: AWS Billing and Cost Management API reference, `GetCostAndUsage`; the tag must be active as a cost
/// allocation tag.
@NullMarked
package costperchange.ingest.costexplorer;

import org.jspecify.annotations.NullMarked;
