package byline.verify;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Gets a page of someone else's site and nothing else: never from an address that is not public, also after
/// redirects; follows few of them and none off the site; stops at a size and a time.
public final class WebFetch implements AutoCloseable {
    private static final int LARGEST_BYTES = 1024 * 1024;
    private static final int MOST_REDIRECTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// What came of it.
    public sealed interface Result {}

    /// @param uri where the last redirect led
    /// @param body read as UTF-8
    /// @param cacheControl how long it may be kept, as the header says; empty without one
    public record Page(URI uri, int status, String body, String cacheControl) implements Result {
        Page(URI uri, int status, String body) {
            this(uri, status, body, "");
        }
    }

    /// @param reason for the person who asked; tells nothing of this machine's network
    public record Failed(String reason) implements Result {}

    private final PublicSuffixes suffixes;
    private final PinnedClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public WebFetch(Names names, PublicSuffixes suffixes, Reach reach) {
        this.suffixes = suffixes;
        this.client = new PinnedClient(names, reach, PATIENCE);
    }

    /// Gets a page over HTTP or HTTPS at its standard port.
    public Result get(URI uri) {
        Future<Result> answer = threads.submit(() -> follow(uri));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return new Failed("it took longer than " + PATIENCE.toSeconds() + " seconds");
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Failed("the server is stopping");
        } finally {
            answer.cancel(true);
        }
    }

    private Result follow(URI start) {
        URI at = start;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            String fault = fault(start, at);
            if (fault != null) {
                return new Failed(fault);
            }
            try {
                PinnedClient.Answer answer = client.get(at, LARGEST_BYTES);
                if (answer.status() / 100 != 3 || answer.location().isEmpty()) {
                    return page(at, answer);
                }
                at = at.resolve(answer.location().get());
            } catch (IOException failure) {
                return new Failed(reason(failure));
            } catch (IllegalArgumentException notAnAddress) {
                return new Failed("it redirects to something that is no address");
            }
        }
        return new Failed("it redirects more than " + MOST_REDIRECTS + " times");
    }

    private static Result page(URI at, PinnedClient.Answer answer) {
        return answer.tooLarge()
                ? new Failed("it is larger than 1 MiB")
                : new Page(at, answer.status(), answer.body(), answer.cacheControl());
    }

    /// Why this address may not be asked, or null.
    private @Nullable String fault(URI start, URI at) {
        boolean web = "https".equals(at.getScheme()) || "http".equals(at.getScheme());
        if (!web || at.getHost() == null || at.getRawUserInfo() != null || at.getPort() != -1) {
            return "only plain web addresses at their standard port are fetched";
        }
        if ("https".equals(start.getScheme()) && !"https".equals(at.getScheme())) {
            return "it redirects from HTTPS to plain HTTP";
        }
        return suffixes.areOneSite(start.getHost(), at.getHost()) ? null : "it redirects to another site";
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case UnknownHostException _ -> "the name does not resolve to a public address";
            case SSLException _ -> "its certificate is not accepted, or TLS failed";
            default -> "no connection, or it broke";
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }
}
