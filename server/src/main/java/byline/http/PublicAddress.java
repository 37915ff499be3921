package byline.http;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where people reach this server.
///
/// @param configured `server.public-url`, null when it has not been set
public record PublicAddress(@Nullable URI configured) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /// The address to put into links.
    ///
    /// @param host the `Host` header of the request at hand
    public URI origin(String host, boolean secure) {
        if (configured != null) {
            return configured;
        }
        String name = host.replaceFirst(":[0-9]{1,5}$", "");
        String trusted = THIS_MACHINE.contains(name) ? host : "localhost";
        return URI.create((secure ? "https://" : "http://") + trusted);
    }
}
