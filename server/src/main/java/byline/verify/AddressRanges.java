package byline.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// The address ranges that operators publish for their bots: fetched by a job, the last good ones kept in a folder, so
/// that neither an operator's bad day nor a restart makes every visit unknown.
public final class AddressRanges implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AddressRanges.class.getName());

    private final WebFetch web;
    private final Path folder;
    private final List<URI> documents;
    private final Map<URI, RangeSet> known = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ranges").daemon().factory());

    /// Whether an address is in a document.
    public enum Answer {
        INSIDE,
        OUTSIDE,
        /// The document has never been read.
        UNKNOWN
    }

    /// Takes up what the folder has of these documents.
    public AddressRanges(WebFetch web, Path folder, Set<URI> documents) {
        this.web = web;
        this.folder = folder;
        this.documents = documents.stream().sorted().toList();
        this.documents.forEach(this::load);
    }

    /// Puts a document into such a folder, as the last good one until it is fetched.
    public static void keep(Path folder, URI document, String text) {
        try {
            Path fresh = Files.writeString(Files.createDirectories(folder).resolve("new"), text);
            Files.move(
                    fresh, file(folder, document), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("can't write to " + folder, failure);
        }
    }

    /// Fetches them all after a while and then again and again.
    public void start(Duration after, Duration every) {
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(this::refresh, after.toSeconds(), every.toSeconds(), TimeUnit.SECONDS);
    }

    /// Fetches every document once; one that can't be fetched, or is none, leaves what was known of it.
    public void refresh() {
        for (URI document : documents) {
            try {
                refresh(document);
            } catch (RuntimeException failure) {
                LOG.log(System.Logger.Level.WARNING, "ranges=kept document=" + document, failure);
            }
        }
    }

    private void refresh(URI document) {
        WebFetch.Result result = web.get(document);
        if (result instanceof WebFetch.Page page && page.status() == 200 && learn(document, page.body())) {
            keep(folder, document, page.body());
        } else {
            LOG.log(System.Logger.Level.INFO, "ranges=kept document=" + document);
        }
    }

    public Answer ask(URI document, InetAddress address) {
        RangeSet ranges = known.get(document);
        return ranges == null ? Answer.UNKNOWN : ranges.contains(address) ? Answer.INSIDE : Answer.OUTSIDE;
    }

    private boolean learn(URI document, String text) {
        return RangeSet.parse(text)
                .map(ranges -> {
                    known.put(document, ranges);
                    return true;
                })
                .orElse(false);
    }

    private void load(URI document) {
        try {
            Path file = file(folder, document);
            if (Files.exists(file)) {
                learn(document, Files.readString(file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("can't read " + folder, failure);
        }
    }

    private static Path file(Path folder, URI document) {
        return folder.resolve(UUID.nameUUIDFromBytes(document.toString().getBytes(StandardCharsets.UTF_8)) + ".ranges");
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
