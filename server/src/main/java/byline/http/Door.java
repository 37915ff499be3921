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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The listening socket: turns routes into answers, and refusals and bugs into error bodies, in this one place.
public final class Door implements AutoCloseable {
    private static final Logger log = System.getLogger("byline.http");

    /// Where and how much: `port` 0 takes a free one.
    public record Listen(String host, int port, int maxConnections, Proxies proxies, PublicAddress address) {}

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

    private static final String NO_METHOD = "405";
    private static final String NO_ROUTE = "404";

    private final WebServer server;
    private final Excuses excuses;
    private final Watch watch;
    private final Proxies proxies;
    private final PublicAddress address;

    private Door(Routes routes, Listen listen, Excuses excuses, Watch watch) {
        this.excuses = excuses;
        this.watch = watch;
        this.proxies = listen.proxies();
        this.address = listen.address();
        HttpRouting.Builder routing = HttpRouting.builder();
        Map<String, TreeSet<String>> methods = new LinkedHashMap<>();
        for (Routes.Route route : routes.list()) {
            methods.computeIfAbsent(route.pattern(), p -> new TreeSet<>()).add(route.method());
            Predicate<Method> method = Method.predicate(methods(route));
            routing.route(
                    method,
                    PathMatchers.create(route.pattern()),
                    (request, response) -> answer(route, request, response));
        }
        methods.forEach((pattern, allowed) -> routing.any(
                pattern,
                (request, response) ->
                        answer(new Routes.Route("", NO_METHOD, r -> refuseMethod(r, allowed)), request, response)));
        routing.any(
                "/*",
                (request, response) -> answer(new Routes.Route("", NO_ROUTE, Door::refusePath), request, response));
        routing.error(Exception.class, (request, response, failure) -> send(response, failed(request, failure)));
        this.server = WebServer.builder()
                .host(listen.host())
                .port(listen.port())
                .maxTcpConnections(listen.maxConnections())
                .addProtocol(Http1Config.builder().maxHeadersSize(32 * 1024).build())
                .contentEncoding(new RawBodies())
                .routing(routing)
                .shutdownHook(false)
                .build()
                .start();
        if (!server.isRunning()) {
            throw new UncheckedIOException(new BindException("port " + listen.port() + " is taken"));
        }
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
        long begun = System.nanoTime();
        Reply reply;
        Request asked = new Request(request, proxies, address);
        try {
            reply = route.handler().handle(asked);
        } catch (Refusal refusal) {
            reply = refusal.reply();
        } catch (RuntimeException bug) {
            reply = failed(request, bug);
        }
        asked.answered(reply);
        watch.answered(route.name(), reply.status(), System.nanoTime() - begun);
        send(response, reply);
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
