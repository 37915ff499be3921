package byline.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports of the loopback address.
final class Ports {
    private Ports() {}

    static int free() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
