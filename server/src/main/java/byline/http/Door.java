package byline.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The listening socket: turns routes into answers, and refusals and bugs into error bodies, in this one place.
public final class Door implements AutoCloseable {
    private static final Logger log = System.getLogger("byline.http");

    /// Where and how much: `port` 0 takes a free one.
    ///
    /// @param bodyBytes of the bodies of all requests that are read or answered at the same time
    public record Listen(
            String host, int port, int maxConnections, int bodyBytes, Proxies proxies, PublicAddress address) {}

    /// Failures that are nobody's bug, such as an overloaded store, and what to tell the caller of them.
    @FunctionalInterface
    public interface Excuses {
        Optional<Refusal> of(Exception failure);
    }

    /// Hears of every request that has been answered.
    @FunctionalInterface
    public interface Watch {
        /// Hears nothing.
        Watch NOBODY = (route, status, nanos) -> {};

        /// @param route method and pattern as they were registered, `405` and `404` for those no route took
        /// @param nanos from the request's headers to the answer, without sending it
        void answered(String route, int status, long nanos);
    }

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String NO_METHOD = "405";
    private static final String NO_ROUTE = "404";

    private final WebServer server;
    private final Excuses excuses;
    private final Watch watch;
    private final List<Routes.Watch> watches;
    private final BodyRoom room;
    private final Proxies proxies;
    private final PublicAddress address;

    private Door(Routes routes, Listen listen, Excuses excuses, Watch watch) {
        this.excuses = excuses;
        this.watch = watch;
        this.room = new BodyRoom(listen.bodyBytes(), PATIENCE);
        this.proxies = listen.proxies();
        this.address = listen.address();
        this.watches = routes.watches();
        this.server = WebServer.builder()
                .host(listen.host())
                .port(listen.port())
                .maxTcpConnections(listen.maxConnections())
                // An answer of several packets must not wait until the caller acknowledges the first, 40 ms later.
                .connectionOptions(options -> options.tcpNoDelay(true))
                .addProtocol(Http1Config.builder().maxHeadersSize(32 * 1024).build())
                .contentEncoding(new RawBodies())
                .routing(routing(routes))
                .shutdownHook(false)
                .build()
                .start();
        if (!server.isRunning()) {
            throw new UncheckedIOException(new BindException("port " + listen.port() + " is taken"));
        }
    }

    /// A path that is spelt out is that one and no value of a pattern's place, also for a method it does not serve; and
    /// what has places is no remainder of a longer path.
    private HttpRouting.Builder routing(Routes routes) {
        HttpRouting.Builder routing = HttpRouting.builder();
        Map<Integer, Map<String, List<Routes.Route>>> served = routes.list().stream()
                .collect(Collectors.groupingBy(
                        route -> openness(route.pattern()),
                        TreeMap::new,
                        Collectors.groupingBy(Routes.Route::pattern, LinkedHashMap::new, Collectors.toList())));
        served.values().forEach(alike -> {
            alike.values().forEach(ofOne -> serve(routing, ofOne));
            alike.forEach((pattern, ofOne) -> refuseOthers(routing, pattern, ofOne));
        });
        Routes.Route none = new Routes.Route("", NO_ROUTE, Door::refusePath);
        routing.any("/*", (request, response) -> answer(none, request, response));
        routing.error(Exception.class, (request, response, failure) -> send(response, failed(request, failure)));
        return routing;
    }

    /// How much else a pattern might match.
    private static int openness(String pattern) {
        if (pattern.indexOf('*') >= 0) return 2;
        return pattern.indexOf('{') >= 0 ? 1 : 0;
    }

    private void serve(HttpRouting.Builder routing, List<Routes.Route> routes) {
        for (Routes.Route route : routes) {
            routing.route(
                    Method.predicate(methods(route)),
                    PathMatchers.create(route.pattern()),
                    (request, response) -> answer(route, request, response));
        }
    }

    private void refuseOthers(HttpRouting.Builder routing, String pattern, List<Routes.Route> routes) {
        Set<String> allowed = routes.stream().map(Routes.Route::method).collect(Collectors.toCollection(TreeSet::new));
        Routes.Route none = new Routes.Route("", NO_METHOD, request -> refuseMethod(request, allowed));
        routing.any(pattern, (request, response) -> answer(none, request, response));
    }

    /// @throws UncheckedIOException of a `BindException` when the port is taken
    public static Door open(Routes routes, Listen listen, Excuses excuses, Watch watch) {
        return new Door(routes, listen, excuses, watch);
    }

    public static Door open(Routes routes, Listen listen, Excuses excuses) {
        return open(routes, listen, excuses, Watch.NOBODY);
    }

    public static Door open(Routes routes, Listen listen) {
        return open(routes, listen, failure -> Optional.empty());
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void answer(Routes.Route route, ServerRequest request, ServerResponse response) {
        Request asked = new Request(request, room, proxies, address);
        try {
            send(response, answer(route, request, asked));
        } finally {
            asked.end();
        }
    }

    private Reply answer(Routes.Route route, ServerRequest request, Request asked) {
        long begun = System.nanoTime();
        Reply reply;
        try {
            watches.stream().filter(one -> one.covers(asked.path())).forEach(one -> one.look()
                    .accept(asked));
            reply = route.handler().handle(asked);
        } catch (Refusal refusal) {
            reply = refusal.reply();
        } catch (RuntimeException bug) {
            reply = failed(request, bug);
        }
        asked.answered(reply);
        watch.answered(route.name(), reply.status(), System.nanoTime() - begun);
        return reply;
    }

    /// What answers GET answers HEAD, without the body.
    private static Method[] methods(Routes.Route route) {
        return route.method().equals("GET")
                ? new Method[] {Method.GET, Method.HEAD}
                : new Method[] {Method.create(route.method())};
    }

    private static Reply refuseMethod(Request request, Set<String> allowed) {
        String methods = String.join(", ", allowed);
        throw new Refusal(Code.METHOD_NOT_ALLOWED, request.method() + " is not served here; use " + methods)
                .header("Allow", methods);
    }

    private static Reply refusePath(Request request) {
        throw new Refusal(Code.NOT_FOUND, "Nothing is served at this path; /docs lists every route");
    }

    private Reply failed(ServerRequest request, Exception failure) {
        Optional<Refusal> excuse = excuses.of(failure);
        if (excuse.isPresent()) {
            return excuse.get().reply();
        }
        log.log(
                Level.ERROR,
                "request failed method=" + request.prologue().method() + " route="
                        + request.matchingPattern().orElse("none"),
                failure);
        return new Refusal(Code.INTERNAL, "The server failed; the reason is in its log").reply();
    }

    private static void send(ServerResponse response, Reply reply) {
        response.status(Status.create(reply.status()));
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Cache-Control", "no-store");
        for (Reply.Header header : reply.headers()) {
            response.headers().set(HeaderNames.create(header.name()), header.value());
        }
        Reply.Stream stream = reply.stream();
        if (stream == null) {
            response.send(reply.body());
            return;
        }
        try {
            OutputStream out = response.outputStream();
            stream.writeTo(out);
            out.close();
        } catch (IOException | RuntimeException failure) {
            log.log(Level.WARNING, "answer broken off", failure);
            throw new CloseConnectionException("the rest can't be had", failure);
        }
    }
}
