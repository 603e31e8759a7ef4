package costperchange.ingest;

import java.util.Map;
import java.util.Optional;

/// What the ingest reads from its environment beside the table.
///
/// @param bucket to which exports are delivered, from `EXPORTS_BUCKET`; empty, or not set, where there is none
/// @param prefix with which the exports' keys start, from `EXPORTS_PREFIX`; empty, or not set, for the whole
///     bucket
/// @param megabytes of memory that the function has, from `AWS_LAMBDA_FUNCTION_MEMORY_SIZE`, which Lambda sets
/// @param workgroup of Athena, from `ATHENA_WORKGROUP`; empty, or not set, where Athena is not asked
record ExportsEnvironment(Optional<String> bucket, String prefix, int megabytes, Optional<String> workgroup) {

    private static final String MEMORY_OF_THE_TEMPLATE = "3008";

    static ExportsEnvironment read(Map<String, String> variables) {
        return new ExportsEnvironment(
                said("EXPORTS_BUCKET", variables),
                variables.getOrDefault("EXPORTS_PREFIX", ""),
                Integer.parseInt(variables.getOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", MEMORY_OF_THE_TEMPLATE)),
                said("ATHENA_WORKGROUP", variables));
    }

    private static Optional<String> said(String name, Map<String, String> variables) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
