package costperchange.report.message;

import costperchange.store.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An incoming webhook of Microsoft Teams, made by Workflows ("When a Teams webhook request is received"). It
/// takes a message with an Adaptive Card in it, as Microsoft's "Create incoming webhooks with Workflows" has
/// it, and answers 202. Texts stand in runs, which know no Markdown, so that no name can become a link.
///
/// @param webhook of one channel
public record Teams(Webhook webhook) implements Channel {

    @Override
    public String name() {
        return "teams";
    }

    @Override
    public Sent send(Message message) {
        return webhook.post(body(message));
    }

    static String body(Message message) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("type", "message");
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive").putNull("contentUrl");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.2")
                .put("fallbackText", message.subject());
        ArrayNode parts = card.putArray("body");
        run(parts, message.title()).put("weight", "Bolder").put("size", "Large");
        message.facts().forEach(fact -> {
            ObjectNode name = run(parts, fact.name() + ": ");
            name.put("weight", "Bolder");
            ((ArrayNode) parts.get(parts.size() - 1).get("inlines")).add(text(fact.value()));
        });
        message.remarks().forEach(remark -> run(parts, remark));
        card.putArray("actions")
                .addObject()
                .put("type", "Action.OpenUrl")
                .put("title", "Open the report")
                .put("url", message.page().toString());
        return Json.text(body);
    }

    private static ObjectNode run(ArrayNode parts, String words) {
        ObjectNode run = text(words);
        parts.addObject().put("type", "RichTextBlock").putArray("inlines").add(run);
        return run;
    }

    private static ObjectNode text(String words) {
        return Json.MAPPER.createObjectNode().put("type", "TextRun").put("text", words);
    }
}
