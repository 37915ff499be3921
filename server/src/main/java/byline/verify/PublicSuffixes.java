package byline.verify;

import java.util.Optional;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/// Which domains anybody can register below, as `co.uk` and `github.io`: nobody owns those, and no site spans them.
public final class PublicSuffixes {
    /// The domain someone registered, at or above this host.
    ///
    /// @param host lower-case ASCII
    /// @return nothing for a public suffix
    public Optional<String> registrable(String host) {
        return Optional.ofNullable(list().getDomainRoot(host));
    }

    public boolean contain(String host) {
        return registrable(host).isEmpty();
    }

    /// Whether two hosts belong to one registered domain.
    public boolean areOneSite(String host, String other) {
        return registrable(host).equals(registrable(other)) && !contain(host);
    }

    /// Read once, when it is first asked: no start waits for it.
    private static PublicSuffixMatcher list() {
        return PublicSuffixMatcherLoader.getDefault();
    }
}
