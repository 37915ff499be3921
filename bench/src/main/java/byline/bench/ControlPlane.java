package byline.bench;

import byline.database.IdentityDatabase;
import byline.http.Door;
import byline.http.Proxies;
import byline.http.PublicAddress;
import byline.http.Routes;
import byline.identity.Identity;
import byline.keys.Keys;
import byline.keys.ServerSecret;
import byline.verify.Names;
import byline.verify.Reach;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/// The identity plane as the server has it, on a free port in this process, and one connection to it.
final class ControlPlane implements AutoCloseable {
    private static final String ROOT = "/api/v1/identity";

    private final IdentityDatabase database;
    private final Keys keys;
    private final Identity identity;
    private final Door door;
    private final Connection connection;

    /// @param folder with an `identity.db`
    ControlPlane(Path folder) throws IOException {
        Loggers.quiet();
        SecureRandom random = new SecureRandom();
        this.database = IdentityDatabase.open(folder.resolve("identity.db"));
        Keys.Foundation foundation = new Keys.Foundation(
                database, ServerSecret.open(folder.resolve("secret"), random), random, Clock.systemUTC());
        this.keys = new Keys(foundation);
        this.identity = new Identity(
                foundation,
                keys,
                new Identity.Outside(mail -> {}, Names.ofThisMachine(), Reach.ofThePublicInternet(), true));
        Routes routes = new Routes();
        identity.register(routes);
        this.door =
                Door.open(routes, new Door.Listen("127.0.0.1", 0, 100, 1 << 24, Proxies.NONE, new PublicAddress(null)));
        this.connection = new Connection(door.port());
    }

    /// From the link's making to the session's token; the mail between them takes what it takes.
    String signIn(String email) throws IOException {
        String link = identity.links().issueOnConsole(email, false, Duration.ofMinutes(10));
        String answer = post("/auth/magic-links/consume", "", "{\"token\":\"" + link + "\"}", 200);
        return JsonMapper.shared().readTree(answer).get("token").asString();
    }

    String mint(String session) throws IOException {
        return post("/api-keys", session, "{\"name\":\"bench\",\"scopes\":[\"telemetry:read\"]}", 201);
    }

    String list(String session) throws IOException {
        return ask("GET", "/api-keys", session, "", 200);
    }

    /// Makes the organisation the one the session acts for.
    void enter(String session, String organisation) throws IOException {
        post("/session/organization", session, "{\"organization_id\":\"" + organisation + "\"}", 200);
    }

    private String post(String path, String session, String body, int expected) throws IOException {
        return ask("POST", path, session, body, expected);
    }

    private String ask(String method, String path, String session, String body, int expected) throws IOException {
        String request =
                method + " " + ROOT + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + (session.isEmpty() ? "" : "Authorization: Bearer " + session + "\r\n") + "Content-Length: "
                        + body.length() + "\r\n\r\n" + body;
        Connection.Answer answer = connection.send(request.getBytes(StandardCharsets.US_ASCII));
        if (answer.status() != expected) {
            throw new IOException(path + " answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() throws IOException {
        connection.close();
        door.close();
        identity.close();
        keys.close();
        database.close();
    }
}
