package byline.verify;

import byline.verify.SignatureFields.Input;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;

/// Reads `Signature-Agent`, which names whose keys sign a request: a string in earlier drafts, a dictionary
/// with a member for each signature in later ones.
final class SignatureAgent {
    private static final String NAME = "signature-agent";

    private SignatureAgent() {}

    /// The host that a signature names, as far as the signature covers what names it.
    ///
    /// @param label of the signature
    static Optional<String> host(List<String> lines, String label, Input input) {
        for (Item<?> component : input.list().get()) {
            if (component instanceof StringItem name && name.get().equals(NAME)) {
                return component.getParams().get("key") instanceof StringItem key
                        ? member(lines, key.get()).flatMap(SignatureAgent::host)
                        : whole(lines, label).flatMap(SignatureAgent::host);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> member(List<String> lines, String key) {
        Map<String, ListElement<?>> members =
                new Parser(lines).parseDictionary().get();
        return members.get(key) instanceof StringItem agent ? Optional.of(agent.get()) : Optional.empty();
    }

    /// The header as a whole is covered, whichever form it has.
    private static Optional<String> whole(List<String> lines, String label) {
        if (!lines.getFirst().strip().startsWith("\"")) {
            return member(lines, label);
        }
        return new Parser(lines).parseItem() instanceof StringItem agent ? Optional.of(agent.get()) : Optional.empty();
    }

    private static Optional<String> host(String agent) {
        URI address = URI.create(agent);
        boolean plain = "https".equalsIgnoreCase(address.getScheme())
                && address.getHost() != null
                && address.getPort() == -1
                && address.getRawUserInfo() == null;
        return plain ? Optional.of(address.getHost().toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
