package costperchange.report.message;

import costperchange.store.Json;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An incoming webhook of Slack. The message is of Block Kit, with `text` for notifications; `&`, `<` and `>`
/// are escaped, as Slack's "Formatting text for app surfaces" has it, so that no name can become a link or a
/// mention.
///
/// @param webhook of one channel
public record Slack(Webhook webhook) implements Channel {

    /// Slack takes 3,000 characters in a section and 150 in a header.
    private static final int LONGEST_TEXT = 2_900;

    private static final int LONGEST_HEADER = 150;

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public Sent send(Message message) {
        return webhook.post(body(message));
    }

    static String body(Message message) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("text", escaped(message.subject()));
        ArrayNode blocks = body.putArray("blocks");
        ObjectNode header = blocks.addObject().put("type", "header").putObject("text");
        // Plain text knows no markup, and needs no escapes.
        header.put("type", "plain_text").put("text", shortened(message.title(), LONGEST_HEADER));
        section(
                blocks,
                message.facts().stream()
                        .map(fact -> "*" + escaped(fact.name()) + ":* " + escaped(fact.value()))
                        .collect(Collectors.joining("\n")));
        if (!message.remarks().isEmpty()) {
            section(blocks, message.remarks().stream().map(Slack::escaped).collect(Collectors.joining("\n")));
        }
        section(blocks, "<" + escaped(message.page().toString()) + "|Open the report>");
        return Json.text(body);
    }

    private static void section(ArrayNode blocks, String markdown) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", shortened(markdown, LONGEST_TEXT));
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
