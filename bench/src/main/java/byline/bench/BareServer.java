package byline.bench;

import io.helidon.webserver.WebServer;

/// The HTTP library alone, which answers everything with two letters: what starts are measured beside.
final class BareServer {
    private BareServer() {}

    public static void main(String[] port) {
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(port[0]))
                .routing(routing -> routing.any((request, response) -> response.send("ok")))
                .build()
                .start();
    }
}
