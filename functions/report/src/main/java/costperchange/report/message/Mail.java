package costperchange.report.message;

import costperchange.report.page.Html;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Attachment;
import software.amazon.awssdk.services.sesv2.model.AttachmentContentDisposition;
import software.amazon.awssdk.services.sesv2.model.Content;

/// E-mail by SES (API version 2): the figures as text and as HTML, with a link to the report and, unless it is
/// too large, the workbook. All addresses are those of one message.
///
/// @param client to SES, without retries of its own
/// @param from whom, an identity that SES has verified
/// @param to whom, at least one address
public record Mail(SesV2Client client, String from, List<String> to) implements Channel {

    /// SES takes 40 MB with everything encoded; many mailboxes take 10.
    private static final int LARGEST = 5 << 20;

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Sent send(Message message) {
        List<Attachment> attached =
                message.workbook().content().length > LARGEST ? List.of() : List.of(attachment(message.workbook()));
        return AwsAnswers.of(() -> client.sendEmail(r -> r.fromEmailAddress(from)
                .destination(d -> d.toAddresses(to))
                .content(c -> c.simple(s -> s.subject(content(line(message.subject())))
                        .body(b -> b.text(content(message.text())).html(content(html(message))))
                        .attachments(attached)))));
    }

    private static Attachment attachment(Message.Attachment file) {
        return Attachment.builder()
                .fileName(file.name())
                .contentType(file.mediaType())
                .contentDisposition(AttachmentContentDisposition.ATTACHMENT)
                .rawContent(SdkBytes.fromByteArray(file.content()))
                .build();
    }

    private static Content content(String text) {
        return Content.builder()
                .data(text)
                .charset(StandardCharsets.UTF_8.name())
                .build();
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /// As little as every mail program shows alike.
    private static String html(Message message) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + Html.text(message.title())
                + "</title></head><body><h1>" + Html.text(message.title()) + "</h1><table>"
                + message.facts().stream()
                        .map(fact -> "<tr><th scope=\"row\" align=\"left\">" + Html.text(fact.name()) + "</th><td>"
                                + Html.text(fact.value()) + "</td></tr>")
                        .collect(Collectors.joining())
                + "</table>"
                + message.remarks().stream()
                        .map(remark -> "<p>" + Html.text(remark) + "</p>")
                        .collect(Collectors.joining())
                + "<p><a href=\"" + Html.text(message.page().toString()) + "\">The report</a></p></body></html>";
    }
}
