package byline.sites;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells which AI surface a visit came from, by its referrer or by the `utm_source` the surface put on the link.
///
/// Plain search is not one: of a search engine only the addresses of its assistant count. Most browsers send other
/// sites no more than the origin, and an origin that search and assistant share counts as neither.
public final class Referrers {
    private final SourceList list;
    private final Map<String, List<SourceList.Entry>> byHost = new HashMap<>();
    private final Map<String, Source> byUtm = new HashMap<>();

    private Referrers(SourceList list) {
        this.list = list;
        for (SourceList.Entry entry : list.sources()) {
            for (String value : entry.utm()) byUtm.put(value, entry.source());
            for (SourceList.Surface surface : entry.surfaces()) {
                byHost.computeIfAbsent(surface.host(), host -> new ArrayList<>())
                        .add(entry);
            }
        }
    }

    /// The list in the jar.
    public static Referrers builtIn() {
        return new Referrers(SourceList.builtIn());
    }

    /// The referrer is asked first: it is the browser's word, a tag only the link's.
    public Optional<Source> find(@Nullable String referrer, @Nullable String utmSource) {
        Optional<Source> source = byReferrer(referrer);
        return source.isPresent() ? source : byUtm(utmSource);
    }

    /// Whether an AI surface is at this origin or below it: without it, no page of the origin is one.
    public boolean knows(String origin) {
        return Referrer.parse(origin)
                .filter(from -> from.domains().stream().anyMatch(byHost::containsKey))
                .isPresent();
    }

    public List<Source> list() {
        return list.sources().stream().map(SourceList.Entry::source).toList();
    }

    public String version() {
        return list.version();
    }

    private Optional<Source> byReferrer(@Nullable String referrer) {
        if (referrer == null) return Optional.empty();
        return Referrer.parse(referrer).flatMap(from -> from.domains().stream()
                .flatMap(domain -> byHost.getOrDefault(domain, List.of()).stream())
                .filter(entry -> entry.surfaces().stream().anyMatch(surface -> surface.covers(from)))
                .map(SourceList.Entry::source)
                .findFirst());
    }

    private Optional<Source> byUtm(@Nullable String utmSource) {
        if (utmSource == null) return Optional.empty();
        String value = utmSource.strip().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(byUtm.get(value.startsWith("www.") ? value.substring(4) : value));
    }
}
