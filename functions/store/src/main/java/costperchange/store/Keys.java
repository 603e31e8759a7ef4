package costperchange.store;

import costperchange.calculator.allocation.BillId;
import costperchange.calculator.allocation.Owner;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.delivery.DeploymentId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every key of the table, and with it every access pattern.
///
/// | item | partition key | sort key |
/// | --- | --- | --- |
/// | deployment | `APP#<application>` | `DEPLOYMENT#<source>#<id>` |
/// | revision | `APP#<application>` | `REVISION#<revision>` |
/// | incident | `APP#<application>` | `INCIDENT#<source>#<id>` |
/// | application bill | `APP#<application>` | `BILL#<month>#<chunk>` |
/// | application month | `APP#<application>` | `MONTH#<month>`, `DAYS#<month>` |
/// | the changes of an application month | `APP#<application>` | `LEAD#<month>#<chunk>`, `DETAIL#<month>#<chunk>` |
/// | bills known of a month | `BILLS#<month>` | `BILLS` |
/// | bill part | `BILL#<month>#<source>#<account>#<content>` | `<kind of owner>#<owner>#<chunk>` |
/// | what is said of the bill as a whole | as a bill part | `SUMMARY` |
/// | that a bill bears on a month outside its billing period | `REACHED#<month>` | `<billing month>` |
/// | ledger | `LEDGER#<billing month>` | `<source>#<account>#<billing period start>#<currency>#<calendar month>` |
/// | ledger of what is released | `LEDGER#<calendar month>` | `<source>#<account>#<billing period
/// start>#<currency>#RELEASED#<calendar month>` |
/// | more of a ledger | as the ledger | with `MORE#<chunk>#` before the calendar month |
/// | a month whose split is behind its bills | `SETTLING` | `<month>` |
/// | catalog | `CATALOG` | when it was uploaded |
/// | the latest catalog's version | `LATEST` | `CATALOG` |
/// | mark | `MARK#<purpose>` | what was done |
/// | that something is told, or being told | `WORD#<message>` | to whom |
/// | issue of a month's report | `REPORT#<month>` | `ISSUE#<basis>#<scope>#<number>` |
/// | what it says | `REPORT#<month>` | `TEXT#<basis>#<scope>#<number>#<content>#<chunk>` |
/// | how far a walk over a host's API came | `WALK#<repository>` | kind of object |
/// | requests made to Cost Explorer in a month | `EXPLORER#<billing account>` | `REQUESTS#<month>` |
/// | answer of Cost Explorer | `EXPLORER#<billing account>#<billing month>` | `<day it was read>#<request>` |
/// | groups of that answer | the same | `<day it was read>#<request>#<content>#<chunk>` |
/// | which answers of a billing month are whole | `EXPLORER#<billing account>#<billing month>` | `WHOLE` |
///
/// The local index `byTime` (`APP#<application>`, `byTime`) finds an application's deployments, revisions and
/// incidents by time, strongly consistent. The global index `byMonth` (`MONTH#<month>`, `APP#<application>`)
/// finds a month's totals of all applications. The local index `bySignal` (`APP#<application>`, `bySignal`)
/// finds what first told that an application failed, or whether a deployment was rework; it holds nothing else.
///
/// A `#` or `%` inside a part of a key is escaped, so that parts cannot run into each other.
public final class Keys {

    public static final String PK = "pk";
    public static final String SK = "sk";
    public static final String BY_TIME = "byTime";
    public static final String BY_MONTH = "byMonth";
    public static final String BY_SIGNAL = "bySignal";

    /// Fixed width, so that times sort as text.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Keys() {}

    /// A primary key.
    public record Key(String pk, String sk) {

        Map<String, AttributeValue> attributes() {
            return Map.of(PK, AttributeValue.fromS(pk), SK, AttributeValue.fromS(sk));
        }
    }

    // What wakes what: the same prefixes stand in the stream filters of the template.

    /// Whether an item of the stream wakes the split: a month's bills were committed.
    public static boolean wakesSplit(String pk, String sk) {
        return pk.startsWith("BILLS#") && sk.equals("BILLS");
    }

    /// Whether an item of the stream wakes the join: an application's deployment, incident or bill was written.
    public static boolean wakesJoin(String pk, String sk) {
        return pk.startsWith("APP#") && (sk.startsWith("BILL#") || isDelivered(pk, sk));
    }

    /// Whether an item holds what deliveries told: a deployment, a revision or an incident.
    public static boolean isDelivered(String pk, String sk) {
        return pk.startsWith("APP#")
                && (sk.startsWith("DEPLOYMENT#") || sk.startsWith("REVISION#") || sk.startsWith("INCIDENT#"));
    }

    public static String application(String application) {
        return "APP#" + escape(application);
    }

    /// The application in whose partition an item stands.
    public static String applicationOf(String pk) {
        return unescape(pk.substring("APP#".length()));
    }

    static Key deployment(DeploymentId id) {
        return new Key(application(id.application()), "DEPLOYMENT#" + escape(id.source()) + "#" + escape(id.id()));
    }

    static Key revision(String application, String name) {
        return new Key(application(application), "REVISION#" + escape(name));
    }

    /// The name of a deployment or an incident, from its sort key.
    static DeploymentId idOf(String application, String sk) {
        String[] parts = sk.split("#", -1);
        return new DeploymentId(application, unescape(parts[1]), unescape(parts[2]));
    }

    static String revisionOf(String sk) {
        return unescape(sk.substring("REVISION#".length()));
    }

    static Key incident(DeploymentId id) {
        return new Key(application(id.application()), "INCIDENT#" + escape(id.source()) + "#" + escape(id.id()));
    }

    static String succeededInProduction(Instant at) {
        return "PRODUCTION#SUCCEEDED#" + TIME.format(at);
    }

    static String finished(boolean production, String outcome, Instant at) {
        return (production ? "PRODUCTION#" : "OTHER#") + outcome + "#" + TIME.format(at);
    }

    static String incidentStarted(Instant at) {
        return "INCIDENT#" + TIME.format(at);
    }

    static String revisionSince(Instant at) {
        return "REVISION#" + TIME.format(at);
    }

    /// What a telling says something about.
    enum Signal {
        /// That the application failed.
        FAILURE,
        /// Whether a deployment was rework.
        REWORK,
        /// Both.
        BOTH;

        String at(Instant time) {
            return name() + "#" + TIME.format(time);
        }
    }

    static Key applicationBill(String application, YearMonth month, int chunk) {
        return new Key(application(application), applicationBills(month) + chunk(chunk));
    }

    static String applicationBills(YearMonth month) {
        return "BILL#" + month + "#";
    }

    /// The month of an application bill's sort key.
    public static YearMonth monthOfBill(String sk) {
        return YearMonth.parse(sk.split("#", -1)[1]);
    }

    static Key totals(String application, YearMonth month) {
        return new Key(application(application), "MONTH#" + month);
    }

    static Key days(String application, YearMonth month) {
        return new Key(application(application), "DAYS#" + month);
    }

    static Key lead(String application, YearMonth month, int chunk) {
        return new Key(application(application), "LEAD#" + month + "#" + chunk(chunk));
    }

    static Key detail(String application, YearMonth month, int chunk) {
        return new Key(application(application), "DETAIL#" + month + "#" + chunk(chunk));
    }

    static String month(YearMonth month) {
        return "MONTH#" + month;
    }

    static Key bills(YearMonth month) {
        return new Key("BILLS#" + month, "BILLS");
    }

    /// The month whose bills an item of the stream is about.
    public static YearMonth monthOfBills(String pk) {
        return YearMonth.parse(pk.substring("BILLS#".length()));
    }

    static String billParts(BillId bill, String content) {
        return "BILL#" + bill.month() + "#" + escape(bill.source()) + "#" + escape(bill.account()) + "#" + content;
    }

    static String billPart(Owner owner, int chunk) {
        return owner(owner) + "#" + chunk(chunk);
    }

    static final String SUMMARY = "SUMMARY";

    static String reached(YearMonth month) {
        return "REACHED#" + month;
    }

    static Key reached(YearMonth month, YearMonth billingMonth) {
        return new Key(reached(month), billingMonth.toString());
    }

    static String owner(Owner owner) {
        String kind = switch (owner) {
            case Owner.Application _ -> "APPLICATION#";
            case Owner.Pool _ -> "POOL#";
            case Owner.Unallocated _ -> "UNALLOCATED#";
        };
        return kind + escape(owner.name());
    }

    static Owner ownerOf(String sk) {
        String[] parts = sk.split("#", -1);
        String name = unescape(parts[1]);
        return switch (parts[0]) {
            case "APPLICATION" -> new Owner.Application(name);
            case "POOL" -> new Owner.Pool(name);
            case "UNALLOCATED" -> new Owner.Unallocated(name);
            default -> throw new IllegalStateException("not the sort key of a bill part: " + sk);
        };
    }

    static String ledgers(YearMonth billingMonth) {
        return "LEDGER#" + billingMonth;
    }

    /// What a bill released stands with the bills of the month to which it posts.
    static Key ledger(Ledger ledger) {
        return ledger(ledger, "");
    }

    /// The entries of a large ledger that its own item does not hold; they stand after it, in order.
    ///
    /// @param chunk from 1
    static Key moreOfLedger(Ledger ledger, int chunk) {
        return ledger(ledger, "MORE#" + chunk(chunk) + "#");
    }

    private static Key ledger(Ledger ledger, String more) {
        return new Key(
                ledgers(ledger.released() ? ledger.month() : ledger.billingMonth()),
                escape(ledger.source()) + "#" + escape(ledger.account()) + "#" + ledger.billingPeriodStart() + "#"
                        + escape(ledger.currency().code()) + (ledger.released() ? "#RELEASED#" : "#") + more
                        + ledger.month());
    }

    private static final Pattern MORE = Pattern.compile("#MORE#[0-9]+#(?=[^#]*$)");

    static boolean isMoreOfLedger(String sk) {
        return MORE.matcher(sk).find();
    }

    /// The sort key of the ledger that has more.
    static String ledgerOfMore(String sk) {
        return MORE.matcher(sk).replaceFirst("#");
    }

    static final String SETTLING = "SETTLING";

    static Key settling(YearMonth month) {
        return new Key(SETTLING, month.toString());
    }

    static final String CATALOG = "CATALOG";
    static final String LATEST = "LATEST";

    /// Attribute of what was delivered: the oldest catalog that assigned any of it.
    public static final String CATALOG_VERSION = "catalog";

    static Key latestCatalog() {
        return new Key(LATEST, CATALOG);
    }

    static Key catalog(Instant version) {
        return new Key(CATALOG, TIME.format(version));
    }

    static Key mark(String purpose, String done) {
        return new Key("MARK#" + escape(purpose), escape(done));
    }

    static Key word(String message, String to) {
        return new Key("WORD#" + escape(message), escape(to));
    }

    static String issues(YearMonth month) {
        return "REPORT#" + month;
    }

    static String issuesOf(String basis) {
        return "ISSUE#" + escape(basis) + "#";
    }

    static Key issue(YearMonth month, String basis, String scope, int number) {
        return new Key(issues(month), issuesOf(basis) + issue(scope, number));
    }

    static String issueText(String basis, String scope, int number, String content) {
        return "TEXT#" + escape(basis) + "#" + issue(scope, number) + "#" + content + "#";
    }

    static Key issueText(YearMonth month, String basis, String scope, int number, String content, int chunk) {
        return new Key(issues(month), issueText(basis, scope, number, content) + chunk(chunk));
    }

    private static String issue(String scope, int number) {
        return escape(scope) + "#" + "%04d".formatted(number);
    }

    static Key walk(String repository, String kind) {
        return new Key("WALK#" + escape(repository), escape(kind));
    }

    static Key explorerRequests(String account, YearMonth month) {
        return new Key("EXPLORER#" + escape(account), "REQUESTS#" + month);
    }

    static String explorerAnswers(String account, YearMonth billingMonth) {
        return "EXPLORER#" + escape(account) + "#" + billingMonth;
    }

    static Key wholeExplorerAnswers(String account, YearMonth billingMonth) {
        return new Key(explorerAnswers(account, billingMonth), "WHOLE");
    }

    static String explorerAnswer(LocalDate read, String request) {
        return read + "#" + escape(request);
    }

    static String explorerGroups(String answer, String content) {
        return answer + "#" + content + "#";
    }

    static Key explorerGroups(Key answer, String content, int chunk) {
        return new Key(answer.pk(), explorerGroups(answer.sk(), content) + chunk(chunk));
    }

    private static String chunk(int number) {
        return "%03d".formatted(number);
    }

    private static String escape(String part) {
        return part.replace("%", "%25").replace("#", "%23");
    }

    static String unescape(String part) {
        return part.replace("%23", "#").replace("%25", "%");
    }
}
