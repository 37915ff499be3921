package byline.identity;

import byline.http.Json;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// An OpenID provider on loopback: discovery, keys, authorization and token endpoints, client authentication and PKCE
/// as the specifications ask for. Consents at once, and can be told to issue tokens that no one should believe.
final class TestProvider implements AutoCloseable {
    static final String CLIENT = "byline-client";
    static final String SECRET = "the client's secret: at least 32 bytes";

    /// How a token is made of its claims.
    @FunctionalInterface
    interface Signing {
        String sign(JWTClaimsSet claims) throws JOSEException;
    }

    private final RSAKey key;
    private final HttpServer server;
    private final Map<String, Map<String, List<String>>> codes = new ConcurrentHashMap<>();
    private UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;
    private Signing signing;

    TestProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("one").generate();
            signing = signed(key, "one");
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (JOSEException | IOException failure) {
            throw new IllegalStateException(failure);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery()));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key).toJSONObject()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    OpenIdProvider provider() {
        return new OpenIdProvider("test", "Test", issuer(), CLIENT, SECRET);
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Changes what the tokens say.
    TestProvider saying(UnaryOperator<JWTClaimsSet.Builder> change) {
        claims = change;
        return this;
    }

    TestProvider signing(Signing other) {
        signing = other;
        return this;
    }

    /// Tokens from now on say how they are signed, and are not.
    TestProvider cutting() {
        Signing whole = signing;
        signing = claims -> {
            String token = whole.sign(claims);
            return token.substring(0, token.lastIndexOf('.') + 1);
        };
        return this;
    }

    static Signing signed(RSAKey key, String id) {
        return claims -> {
            JWSSigner signer = new RSASSASigner(key);
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build(), claims);
            token.sign(signer);
            return token.serialize();
        };
    }

    /// The classic confusion: an HMAC keyed with something public.
    static Signing signedWithTheClientsSecret() {
        return claims -> {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(SECRET));
            return token.serialize();
        };
    }

    static Signing unsigned() {
        return claims -> new PlainJWT(claims).serialize();
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", issuer().toString(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "code_challenge_methods_supported", List.of("S256"));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, List<String>> query =
                URLUtils.parseParameters(exchange.getRequestURI().getRawQuery());
        boolean right = CLIENT.equals(one(query, "client_id"))
                && "code".equals(one(query, "response_type"))
                && "S256".equals(one(query, "code_challenge_method"))
                && one(query, "scope").contains("openid")
                && !one(query, "nonce").isEmpty();
        if (!right) {
            answer(exchange, 400, Map.of("error", "invalid_request"));
            return;
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, query);
        exchange.getResponseHeaders()
                .set("Location", one(query, "redirect_uri") + "?code=" + code + "&state=" + one(query, "state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, List<String>> form =
                URLUtils.parseParameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, List<String>> asked = codes.remove(one(form, "code"));
        String basic = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (asked == null || !isClient(basic) || !matches(asked, form)) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        JWTClaimsSet said = claims.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer().toString())
                        .audience(CLIENT)
                        .subject("subject-1")
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                        .claim("nonce", one(asked, "nonce"))
                        .claim("email", "jonah@bugle.example")
                        .claim("email_verified", true))
                .build();
        try {
            answer(
                    exchange,
                    200,
                    Map.of("access_token", "none", "token_type", "Bearer", "id_token", signing.sign(said)));
        } catch (JOSEException failure) {
            throw new IOException(failure);
        }
    }

    private static boolean isClient(String basic) {
        if (!basic.startsWith("Basic ")) {
            return false;
        }
        String pair = new String(Base64.getDecoder().decode(basic.substring(6)), StandardCharsets.UTF_8);
        String[] parts =
                java.net.URLDecoder.decode(pair, StandardCharsets.UTF_8).split(":", 2);
        return parts[0].equals(CLIENT) && parts[1].equals(SECRET);
    }

    private static boolean matches(Map<String, List<String>> asked, Map<String, List<String>> form) {
        CodeChallenge challenge =
                CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(one(form, "code_verifier")));
        return challenge.getValue().equals(one(asked, "code_challenge"))
                && one(form, "redirect_uri").equals(one(asked, "redirect_uri"));
    }

    private static String one(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null || values.isEmpty() ? "" : Objects.requireNonNullElse(values.getFirst(), "");
    }

    private static void answer(HttpExchange exchange, int status, Object body) {
        byte[] bytes = Json.write(body);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
