package costperchange.store.host;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why asking or telling a host ended before its end.
///
/// @param why names the address and what to do
/// @param again when it makes sense to go on; null where a person has to mend something first
public record Stop(String why, @Nullable Instant again) {}
