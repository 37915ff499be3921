package byline.sites;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The address of the page a link was followed from, taken apart as browsers take it apart.
///
/// @param host lower case, without credentials, port or final dot
/// @param path begins with `/`
/// @param query without `?`; empty when there is none
record Referrer(String host, String path, String query) {
    private static final int MAX_HOST = 253;
    private static final List<String> SCHEMES = List.of("https://", "http://", "android-app://");

    /// Empty for what is not a web or Android-app address.
    static Optional<Referrer> parse(String address) {
        String text = address.strip().replace('\\', '/');
        Optional<String> scheme = SCHEMES.stream()
                .filter(s -> text.regionMatches(true, 0, s, 0, s.length()))
                .findFirst();
        return scheme.map(s -> split(text.substring(s.length())))
                .filter(r -> !r.host.isEmpty() && r.host.length() <= MAX_HOST);
    }

    /// At this host or below it, by whole labels: `thankyou.com` is not at `you.com`.
    boolean isAt(String name) {
        return host.equals(name) || host.endsWith("." + name);
    }

    /// The host and everything it is below, by whole labels: `www.you.com`, `you.com`, `com`.
    List<String> domains() {
        List<String> domains = new ArrayList<>();
        domains.add(host);
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            domains.add(host.substring(dot + 1));
        }
        return domains;
    }

    boolean isUnder(String prefix) {
        return path.equals(prefix) || path.startsWith(prefix.endsWith("/") ? prefix : prefix + "/");
    }

    boolean hasParameter(String parameter) {
        return Arrays.asList(query.split("&", -1)).contains(parameter);
    }

    private static Referrer split(String rest) {
        int fragment = rest.indexOf('#');
        String address = fragment < 0 ? rest : rest.substring(0, fragment);
        int question = address.indexOf('?');
        String query = question < 0 ? "" : address.substring(question + 1);
        String beforeQuery = question < 0 ? address : address.substring(0, question);
        int slash = beforeQuery.indexOf('/');
        String authority = slash < 0 ? beforeQuery : beforeQuery.substring(0, slash);
        return new Referrer(host(authority), slash < 0 ? "/" : beforeQuery.substring(slash), query);
    }

    private static String host(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        int port = host.lastIndexOf(':');
        if (port >= 0) host = host.substring(0, port);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
