package costperchange.store.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.calculator.report.Sheet;
import costperchange.store.Csv;
import costperchange.store.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// HTTP responses.
public final class Answer {

    public enum Format {
        JSON("application/json"),
        CSV("text/csv; charset=utf-8");

        private final String type;

        Format(String type) {
            this.type = type;
        }
    }

    /// Lambda hands on 6 MB, and a character may be two bytes.
    private static final int MOST_CHARACTERS = 2_900_000;

    private Answer() {}

    /// What a request accepts; empty if it is neither JSON nor CSV.
    ///
    /// @param header its `Accept`; empty for anything
    public static Optional<Format> format(String header) {
        String accept = header.toLowerCase(Locale.ROOT);
        if (accept.contains("text/csv")) {
            return Optional.of(Format.CSV);
        }
        return accept.isEmpty() || accept.contains("json") || accept.contains("*/*") || accept.contains("application/*")
                ? Optional.of(Format.JSON)
                : Optional.empty();
    }

    public static APIGatewayV2HTTPResponse ok(Format format, Object answer, Sheet sheet) {
        String body = switch (format) {
            case JSON -> Json.text(answer);
            case CSV -> Csv.text(sheet);
        };
        return body.length() > MOST_CHARACTERS
                ? problem(400, "the answer would have " + body.length() + " characters; ask for fewer days or rows")
                : response(200, format.type, body);
    }

    /// An answer that goes on at another address, where it has more (RFC 8288).
    ///
    /// @param next what to ask for, as a path with a query; null at the end
    public static APIGatewayV2HTTPResponse page(Format format, Object answer, Sheet sheet, @Nullable String next) {
        APIGatewayV2HTTPResponse response = ok(format, answer, sheet);
        if (next != null && response.getStatusCode() == 200) {
            response.getHeaders().put("link", "<" + next + ">; rel=\"next\"");
        }
        return response;
    }

    /// That a path answers to other methods only.
    public static APIGatewayV2HTTPResponse notAllowed(String allowed, String detail) {
        APIGatewayV2HTTPResponse response = problem(405, detail);
        response.getHeaders().put("allow", allowed);
        return response;
    }

    public static APIGatewayV2HTTPResponse json(int status, Object answer) {
        return response(status, "application/json", Json.text(answer));
    }

    public static APIGatewayV2HTTPResponse yaml(String text, Instant version) {
        APIGatewayV2HTTPResponse response = response(200, "application/yaml", text);
        response.getHeaders().put("catalog-version", version.toString());
        return response;
    }

    /// A problem with one parameter of the request, which is named.
    public static APIGatewayV2HTTPResponse badParameter(String name, String why) {
        return problem(400, name + " " + why, Map.of("parameter", name));
    }

    public static APIGatewayV2HTTPResponse problem(int status, String detail) {
        return problem(status, detail, Map.of());
    }

    /// A problem as RFC 9457 has it, with members of its own.
    public static APIGatewayV2HTTPResponse problem(int status, String detail, Map<String, ?> members) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", title(status));
        problem.put("status", status);
        problem.put("detail", detail);
        problem.putAll(members);
        return response(status, "application/problem+json", Json.text(problem));
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 406 -> "Not acceptable";
            case 409 -> "Conflict";
            case 413 -> "Too large";
            case 500 -> "Failed";
            default -> "Not available";
        };
    }

    public static APIGatewayV2HTTPResponse response(int status, String type, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", type);
        headers.put("cache-control", "no-store");
        headers.put("x-content-type-options", "nosniff");
        if (status == 503) {
            headers.put("retry-after", "5");
        }
        if (status == 401) {
            headers.put("www-authenticate", "Bearer");
        }
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(headers)
                .withBody(body)
                .build();
    }
}
