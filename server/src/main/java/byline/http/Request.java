package byline.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// One request as a handler sees it: names, not transport.
public final class Request {
    private final ServerRequest request;
    private final Proxies proxies;
    private final PublicAddress address;
    private final BodyRoom room;
    private final List<Consumer<Reply>> waiting = new ArrayList<>(1);
    private final List<BodyRoom.Place> places = new ArrayList<>(1);

    Request(ServerRequest request, BodyRoom room, Proxies proxies, PublicAddress address) {
        this.request = request;
        this.room = room;
        this.proxies = proxies;
        this.address = address;
    }

    /// Leaves something to do once the answer is known and before it is sent, whatever the answer is.
    public void whenAnswered(Consumer<Reply> look) {
        waiting.add(look);
    }

    void answered(Reply reply) {
        waiting.forEach(look -> look.accept(reply));
    }

    /// Gives back what its body took, once nobody needs that any more.
    void end() {
        places.forEach(place -> place.shrinkTo(0));
    }

    public String method() {
        return request.prologue().method().text();
    }

    public String path() {
        return request.path().path();
    }

    /// A `{name}` of the route's pattern.
    public String path(String name) {
        return request.path().pathParameters().get(name);
    }

    /// A query parameter; one that is there but empty is absent.
    public Optional<String> query(String name) {
        var query = request.query();
        return query.contains(name) ? Optional.of(query.get(name)).filter(value -> !value.isEmpty()) : Optional.empty();
    }

    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    public List<String> headers(String name) {
        return request.headers().values(HeaderNames.create(name));
    }

    public Optional<String> cookie(String name) {
        return request.headers().cookies().first(name).asOptional();
    }

    /// Address of the client: the peer's, or what a trusted proxy says of it.
    public String address() {
        return proxies.client(request.remotePeer().host(), headers("X-Forwarded-For"));
    }

    /// Where people reach this server, for links that leave it: the configured address. A `Host` header decides only
    /// on the machine itself, since whoever sends it chooses it.
    public URI origin() {
        return address.origin(host(), request.isSecure());
    }

    /// The `Host` header: what a browser believes it talks to.
    public String host() {
        return header("Host").orElse("").toLowerCase(Locale.ROOT);
    }

    /// Whether the client's side of the connection is encrypted.
    public boolean isSecure() {
        return request.isSecure()
                || "https".equals(address.origin(host(), false).getScheme())
                || proxies.secure(request.remotePeer().host(), header("X-Forwarded-Proto"));
    }

    /// The whole address of the request as its sender should have written it: [#origin], path and query.
    ///
    /// @throws Refusal when path or query are no parts of a URI
    public URI target() {
        String query = request.prologue().query().rawValue();
        String path = request.prologue().uriPath().rawPath();
        try {
            return URI.create(origin() + path + (query.isEmpty() ? "" : "?" + query));
        } catch (IllegalArgumentException unusual) {
            throw new Refusal(Code.INVALID_REQUEST, "The address of the request must be a valid URI");
        }
    }

    /// The body, bounded before and after decompression.
    ///
    /// @throws Refusal 413 past `maxBytes`, 415 for another media type or encoding, 400 for broken gzip or when the
    ///     rest does not arrive, 503 when too much else is being sent
    public byte[] body(int maxBytes, String... mediaTypes) {
        return sentBody(maxBytes, mediaTypes).content();
    }

    /// The body, and how it was sent.
    ///
    /// @throws Refusal as `body`
    public SentBody sentBody(int maxBytes, String... mediaTypes) {
        BodyRoom.Place place = room(Body.mayTake(request, maxBytes));
        SentBody body = Body.sent(request, maxBytes, mediaTypes);
        place.shrinkTo(body.size());
        return body;
    }

    private BodyRoom.Place room(long bytes) {
        try {
            BodyRoom.Place place = room.take(bytes);
            places.add(place);
            return place;
        } catch (Refusal full) {
            throw Body.unread(request.content().inputStream(), full);
        }
    }

    /// A JSON body of the control plane as a record.
    public <T> T json(Class<T> type) {
        return Json.read(body(Body.SMALL, "application/json"), type);
    }

    /// A JSON body that changes some members of a record.
    public <T> T patch(T current, Class<T> type) {
        return Json.patch(current, body(Body.SMALL, "application/json"), type);
    }

    /// A JSON body that may be missing altogether.
    public <T> T json(Class<T> type, T without) {
        byte[] body = body(Body.SMALL, "application/json");
        return body.length == 0 ? without : Json.read(body, type);
    }
}
