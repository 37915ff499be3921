package byline.wire;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What two addresses have in common: the host that ownership goes by (§7.3), and the form that identity goes
/// by (§4.3).
public final class ContentUrls {
    private ContentUrls() {}

    /// The host in lower-case ASCII, without port, user or trailing dot; empty if the text is no absolute URL with one.
    public static Optional<String> findHost(String url) {
        int from = authority(url);
        return from < 0 ? Optional.empty() : Optional.ofNullable(host(url, from, authorityEnd(url, from)));
    }

    /// The canonical form: scheme and host in lower-case ASCII, no user, no default port, no fragment, `/` for an empty
    /// path. Path and query stay as they are. Text that is no absolute URL with a host is returned unchanged.
    public static String canonical(String url) {
        int from = authority(url);
        if (from < 0) {
            return url;
        }
        int to = authorityEnd(url, from);
        String host = host(url, from, to);
        if (host == null) {
            return url;
        }
        String scheme = url.substring(0, from - 3).toLowerCase(Locale.ROOT);
        int fragment = url.indexOf('#', to);
        String rest = url.substring(to, fragment < 0 ? url.length() : fragment);
        String path = rest.startsWith("/") ? rest : "/" + rest;
        return scheme + "://" + host + port(scheme, url, from, to) + path;
    }

    /// True for `scheme://` and something that is no space or control character (R14).
    static boolean isAbsolute(String url) {
        int from = authority(url);
        if (from < 0 || from == authorityEnd(url, from)) {
            return false;
        }
        for (int at = from; at < url.length(); at++) {
            char here = url.charAt(at);
            if (here <= ' ' || here == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /// Where the authority begins, after `scheme://`, or -1.
    private static int authority(String url) {
        int colon = url.indexOf("://");
        if (colon < 1 || !Ascii.isLetter(url.charAt(0))) {
            return -1;
        }
        for (int at = 1; at < colon; at++) {
            char here = url.charAt(at);
            if (!Ascii.isLetter(here) && !Ascii.isDigit(here) && here != '+' && here != '-' && here != '.') {
                return -1;
            }
        }
        return colon + 3;
    }

    private static int authorityEnd(String url, int from) {
        for (int at = from; at < url.length(); at++) {
            char here = url.charAt(at);
            if (here == '/' || here == '?' || here == '#' || here == '\\') {
                return at;
            }
        }
        return url.length();
    }

    private static @Nullable String host(String url, int authority, int to) {
        int from = afterUser(url, authority, to);
        int end = hostEnd(url, from, to);
        while (end > from && url.charAt(end - 1) == '.') {
            end--;
        }
        return end == from ? null : ascii(url.substring(from, end));
    }

    private static int afterUser(String url, int authority, int to) {
        return Math.max(authority, url.lastIndexOf('@', to - 1) + 1);
    }

    /// Where the host ends: before the port, if there is one. An IPv6 address is in brackets.
    private static int hostEnd(String url, int from, int to) {
        int bracket = from < to && url.charAt(from) == '[' ? url.indexOf(']', from) : -1;
        int colon = url.indexOf(':', Math.max(from, bracket));
        return colon < 0 || colon >= to ? to : colon;
    }

    private static @Nullable String ascii(String host) {
        if (isPlain(host)) {
            return host;
        }
        try {
            return IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isPlain(String host) {
        for (int at = 0; at < host.length(); at++) {
            char here = host.charAt(at);
            if (Ascii.isCapital(here) || here > 0x7E || here <= ' ') {
                return false;
            }
        }
        return true;
    }

    private static String port(String scheme, String url, int authority, int to) {
        int colon = hostEnd(url, afterUser(url, authority, to), to);
        String port = url.substring(colon, to);
        boolean usual = port.length() < 2
                || (port.equals(":443") && scheme.equals("https"))
                || (port.equals(":80") && scheme.equals("http"));
        return usual ? "" : port;
    }
}
