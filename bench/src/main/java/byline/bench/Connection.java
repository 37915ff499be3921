package byline.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One kept-alive HTTP/1.1 connection that costs the machine as little as possible: one write, one or two reads.
final class Connection implements AutoCloseable {
    record Answer(int status, String body) {}

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[64 * 1024];

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(120_000);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /// Sends a complete request, headers included, and waits for its answer.
    Answer send(byte[] request) throws IOException {
        out.write(request);
        int filled = 0;
        int headers = -1;
        while (headers < 0) {
            filled += read(buffer, filled, buffer.length - filled);
            headers = endOfHeaders(filled);
        }
        String head = new String(buffer, 0, headers, StandardCharsets.ISO_8859_1);
        int length = contentLength(head);
        byte[] body = new byte[length];
        int there = Math.min(length, filled - headers);
        System.arraycopy(buffer, headers, body, 0, there);
        while (there < length) {
            there += read(body, there, length - there);
        }
        return new Answer(Integer.parseInt(head.substring(9, 12)), new String(body, StandardCharsets.UTF_8));
    }

    Answer get(String path, String key) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-API-Key: " + key + "\r\n\r\n";
        return send(request.getBytes(StandardCharsets.US_ASCII));
    }

    private int read(byte[] target, int from, int length) throws IOException {
        int count = in.read(target, from, length);
        if (count <= 0) {
            throw new EOFException("the server closed the connection");
        }
        return count;
    }

    private int endOfHeaders(int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(String head) throws IOException {
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\ncontent-length:");
        if (at < 0) {
            throw new IOException("an answer without Content-Length: " + head);
        }
        int from = head.indexOf(':', at) + 1;
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
