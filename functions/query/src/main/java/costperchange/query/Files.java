package costperchange.query;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.api.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Files that anyone may have, as they say nothing of anyone's costs: the page, what it is made of, and the
/// description of the API.
///
/// The page loads nothing from another host, runs no script but its own, and stands in no frame.
final class Files {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private static final List<String> SCRIPTS = List.of(
            "main",
            "api",
            "bars",
            "charts",
            "costs",
            "elements",
            "figures",
            "headline",
            "lists",
            "objectives",
            "periods",
            "place",
            "question",
            "scopes",
            "text");

    private record File(String resource, String type) {}

    private static final Map<String, File> FILES = files();

    private Files() {}

    private static Map<String, File> files() {
        Map<String, File> files = new HashMap<>();
        files.put("/", new File("page/index.html", HTML));
        files.put("/openapi.yaml", new File("openapi.yaml", "application/yaml"));
        files.put("/assets/icon.svg", new File("page/icon.svg", "image/svg+xml"));
        files.put("/assets/page.css", new File("page/page.css", STYLE));
        SCRIPTS.forEach(name -> files.put("/assets/" + name + ".js", new File("page/" + name + ".js", SCRIPT)));
        files.put("/assets/uplot.js", new File(CHARTS + "uPlot.iife.min.js", SCRIPT));
        files.put("/assets/uplot.css", new File(CHARTS + "uPlot.min.css", STYLE));
        return files;
    }

    /// The file at a path; empty if there is none.
    static Optional<APIGatewayV2HTTPResponse> at(String path) {
        return Optional.ofNullable(FILES.get(path)).map(file -> {
            APIGatewayV2HTTPResponse response = Answer.response(200, file.type, text(file.resource));
            response.getHeaders().put("content-security-policy", POLICY);
            response.getHeaders().put("referrer-policy", "no-referrer");
            return response;
        });
    }

    private static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Files.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
