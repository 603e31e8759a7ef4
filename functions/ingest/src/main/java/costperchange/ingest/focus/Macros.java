package costperchange.ingest.focus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says what macros mean to an engine that knows none: writes each out where it is called.
///
/// Arguments are put in whole, in brackets, so that nothing around them binds closer. A macro may call others,
/// itself not.
final class Macros {

    private static final Pattern DEFINITION =
            Pattern.compile("(?m)^CREATE TEMP MACRO (\\w+)\\(([\\w, ]*)\\) AS\\s+(.*?);$", Pattern.DOTALL);

    /// What is looked at: a text, a quoted name, a word; all else is passed over character by character.
    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[A-Za-z_]\\w*", Pattern.DOTALL);

    private record Macro(List<String> parameters, String body) {}

    private final Map<String, Macro> macros = new HashMap<>();

    /// @param definitions as DuckDB takes them
    Macros(String... definitions) {
        for (String text : definitions) {
            Matcher found = DEFINITION.matcher(text.replaceAll("(?m)^--.*$", ""));
            while (found.find()) {
                macros.put(found.group(1), new Macro(List.of(found.group(2).split(", ")), found.group(3)));
            }
        }
    }

    /// A file beside this class.
    static String file(String name) {
        try (InputStream in = Objects.requireNonNull(Macros.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " is not in the jar", e);
        }
    }

    /// The same SQL without calls of macros.
    String expand(String sql) {
        return expand(sql, Map.of());
    }

    private String expand(String sql, Map<String, String> values) {
        StringBuilder out = new StringBuilder();
        Matcher token = TOKEN.matcher(sql);
        int at = 0;
        while (token.find(at)) {
            out.append(sql, at, token.start());
            String word = token.group();
            Macro macro = macros.get(word);
            if (macro != null && sql.startsWith("(", token.end())) {
                int end = closing(sql, token.end());
                out.append(call(macro, arguments(sql.substring(token.end() + 1, end)), values));
                at = end + 1;
            } else {
                out.append(values.getOrDefault(word, word));
                at = token.end();
            }
        }
        return out.append(sql.substring(at)).toString();
    }

    private String call(Macro macro, List<String> arguments, Map<String, String> values) {
        if (arguments.size() != macro.parameters().size()) {
            throw new IllegalArgumentException(arguments + " are not " + macro.parameters());
        }
        Map<String, String> bound = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String value = expand(arguments.get(i).strip(), values);
            bound.put(macro.parameters().get(i), isSimple(value) ? value : "(" + value + ")");
        }
        return "(" + expand(macro.body(), bound) + ")";
    }

    private static boolean isSimple(String value) {
        return TOKEN.matcher(value).matches();
    }

    /// Where the bracket that opens at a place closes.
    private static int closing(String sql, int open) {
        int depth = 0;
        for (int i = open; i < sql.length(); i = next(sql, i)) {
            depth += switch (sql.charAt(i)) {
                case '(', '[' -> 1;
                case ')', ']' -> -1;
                default -> 0;
            };
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a bracket does not close: " + sql.substring(open));
    }

    private static List<String> arguments(String list) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i = next(list, i)) {
            char c = list.charAt(i);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (c == ',' && depth == 0) {
                arguments.add(list.substring(start, i));
                start = i + 1;
            }
        }
        arguments.add(list.substring(start));
        return arguments;
    }

    /// The next place that is looked at: texts and quoted names are passed over.
    private static int next(String sql, int at) {
        char c = sql.charAt(at);
        return c == '\'' || c == '"' ? sql.indexOf(c, at + 1) + 1 : at + 1;
    }
}
