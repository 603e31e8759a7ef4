package costperchange.report;

import java.net.URI;

/// Where reports go: an S3 bucket, or a folder on disk.
public sealed interface Destination permits Bucket, Directory {

    /// Keeps a document, in place of one of the same name.
    ///
    /// @param name with `/` between its parts
    /// @param mediaType of the content
    /// @return where a person finds it
    URI put(String name, String mediaType, byte[] content);
}
