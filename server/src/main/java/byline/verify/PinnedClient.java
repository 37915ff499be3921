package byline.verify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/// One request over one fresh connection to an address that has just been checked; name and certificate stay the
/// host's own.
final class PinnedClient implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 32;
    private static final String USER_AGENT = "Byline-Verify/1";

    /// @param body empty when it was `tooLarge`
    record Answer(int status, Optional<String> location, String cacheControl, String body, boolean tooLarge) {}

    private final CloseableHttpClient client;

    PinnedClient(Names names, Reach reach, Duration patience) {
        SchemePortResolver ports = host -> reach.port(host.getSchemeName());
        this.client = HttpClients.custom()
                .setConnectionManager(connections(names, reach, Timeout.of(patience)))
                .setSchemePortResolver(ports)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(patience))
                        .setResponseTimeout(Timeout.of(patience))
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent(USER_AGENT)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static HttpClientConnectionManager connections(Names names, Reach reach, Timeout patience) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedNames(names, reach))
                .setSchemePortResolver(host -> reach.port(host.getSchemeName()))
                .setTlsSocketStrategy((socket, target, port, attachment, context) ->
                        new DefaultClientTlsStrategy(reach.trust()).upgrade(socket, target, port, attachment, context))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(patience)
                        .setSocketTimeout(patience)
                        .build())
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(4)
                .build();
    }

    /// Gets what is at this address, and its body if that has no more than `maxBytes`.
    Answer get(URI uri, int maxBytes) throws IOException {
        try (ClassicHttpResponse response = client.executeOpen(null, new HttpGet(uri), null)) {
            Optional<String> location = Optional.ofNullable(response.getFirstHeader(HttpHeaders.LOCATION))
                    .map(header -> header.getValue());
            String cacheControl = Arrays.stream(response.getHeaders(HttpHeaders.CACHE_CONTROL))
                    .map(header -> header.getValue())
                    .collect(Collectors.joining(", "));
            HttpEntity entity = response.getEntity();
            byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(maxBytes + 1);
            return body.length > maxBytes
                    ? new Answer(response.getCode(), location, cacheControl, "", true)
                    : new Answer(
                            response.getCode(),
                            location,
                            cacheControl,
                            new String(body, StandardCharsets.UTF_8),
                            false);
        }
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    /// The client connects to what this returns and asks nobody else, so a second answer can't differ from the
    /// checked one. One address out of reach refuses them all.
    private record CheckedNames(Names names, Reach reach) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            List<InetAddress> addresses = names.addresses(host);
            if (!addresses.stream().allMatch(reach::admits)) {
                throw new UnknownHostException(host);
            }
            return addresses.toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
