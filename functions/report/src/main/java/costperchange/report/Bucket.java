package costperchange.report;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// An S3 bucket; reports stand in it under `reports/`.
///
/// @param client to S3
/// @param name of the bucket
public record Bucket(S3Client client, String name) implements Destination {

    private static final String PREFIX = "reports/";

    /// @return the object's page in the AWS console: the bucket is private, so people have to sign in
    @Override
    public URI put(String document, String mediaType, byte[] content) {
        String key = PREFIX + document;
        client.putObject(r -> r.bucket(name).key(key).contentType(mediaType), RequestBody.fromBytes(content));
        Region region = client.serviceClientConfiguration().region();
        return URI.create("https://" + console(region) + "/s3/object/" + encoded(name) + "?region=" + region.id()
                + "&prefix=" + encoded(key));
    }

    private static String console(Region region) {
        return switch (region.metadata().partition().id()) {
            case "aws-cn" -> "console.amazonaws.cn";
            case "aws-us-gov" -> "console.amazonaws-us-gov.com";
            default -> "console.aws.amazon.com";
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
