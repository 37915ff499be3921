package byline.verify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A web server on loopback, in plain text and over TLS, with a page per host and path.
/// Its certificate is for `*.example.com` and `example.com`.
public final class WebSites implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private static final SSLContext TLS = context();
    private final HttpServer plain;
    private final HttpsServer secure;

    public WebSites() {
        try {
            InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
            this.plain = HttpServer.create(any, 0);
            this.secure = HttpsServer.create(any, 0);
            secure.setHttpsConfigurator(new HttpsConfigurator(TLS));
            for (HttpServer server : List.of(plain, secure)) {
                server.createContext("/", this::serve);
                server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
                server.start();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A reach that ends on this machine: loopback at the ports of this server, and its certificate.
    public Reach reach() {
        return new Reach(
                InetAddress::isLoopbackAddress,
                plain.getAddress().getPort(),
                secure.getAddress().getPort(),
                () -> TLS);
    }

    /// @param place host and path, as `example.com/`
    public WebSites page(String place, String body) {
        return handle(place, exchange -> send(exchange, 200, body));
    }

    public WebSites redirect(String place, String location) {
        return handle(place, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            send(exchange, 302, "");
        });
    }

    public WebSites handle(String place, HttpHandler handler) {
        pages.put(place, handler);
        return this;
    }

    public void remove(String place) {
        pages.remove(place);
    }

    /// Host and path of every request so far.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String place = exchange.getRequestHeaders().getFirst("Host")
                    + exchange.getRequestURI().getPath();
            asked.add(place);
            pages.getOrDefault(place, missing -> send(missing, 404, "")).handle(exchange);
        }
    }

    /// Answers with a page.
    public static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static SSLContext context() {
        try {
            Path folder = Files.createTempDirectory("byline-web");
            Path file = folder.resolve("web.p12");
            mint(file);
            KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            Files.delete(file);
            Files.delete(folder);
            return context(store);
        } catch (IOException | GeneralSecurityException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void mint(Path file) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "web",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=example.com",
                        "-ext",
                        "SAN=dns:example.com,dns:*.example.com")
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    private static SSLContext context(KeyStore own) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("web", own.getCertificate("web"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() {
        plain.stop(0);
        secure.stop(0);
    }
}
