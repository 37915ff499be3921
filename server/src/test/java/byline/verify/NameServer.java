package byline.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/// A name server on a loopback port that knows what the test tells it.
public final class NameServer implements AutoCloseable {
    private record Question(String name, int type) {}

    private final Map<Question, Queue<List<Record>>> answers = new ConcurrentHashMap<>();
    private final DatagramSocket socket;
    private volatile boolean silent;

    public NameServer() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().name("name-server").start(this::serve);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /// What a look-up of this machine's kind asks.
    public Names names() {
        SimpleResolver resolver =
                new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()));
        resolver.setTimeout(java.time.Duration.ofMillis(300));
        return new Names(resolver);
    }

    /// Answers each question for the host with the next of these addresses, and with the last one from then on.
    public NameServer address(String host, String... addresses) {
        Queue<List<Record>> v4 = new ArrayDeque<>();
        Queue<List<Record>> v6 = new ArrayDeque<>();
        for (String text : addresses) {
            InetAddress address = InetAddress.ofLiteral(text);
            boolean old = address.getAddress().length == 4 && !text.contains(":");
            v4.add(old ? List.of(new ARecord(name(host), DClass.IN, 0, address)) : List.of());
            v6.add(old ? List.of() : List.of(new AAAARecord(name(host), DClass.IN, 0, bytes(address))));
        }
        answers.put(new Question(host, Type.A), v4);
        answers.put(new Question(host, Type.AAAA), v6);
        return this;
    }

    private static byte[] bytes(InetAddress address) {
        byte[] short4 = address.getAddress();
        if (short4.length == 16) {
            return short4;
        }
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        System.arraycopy(short4, 0, mapped, 12, 4);
        return mapped;
    }

    /// What an address says it is the host of.
    public NameServer pointer(String address, String... hosts) {
        Name name = ReverseMap.fromAddress(InetAddress.ofLiteral(address));
        List<Record> records = java.util.Arrays.stream(hosts)
                .<Record>map(host -> new PTRRecord(name, DClass.IN, 0, name(host)))
                .toList();
        answers.put(new Question(name.toString(true), Type.PTR), new ArrayDeque<>(List.of(records)));
        return this;
    }

    public NameServer text(String name, String... texts) {
        List<Record> records = java.util.Arrays.stream(texts)
                .<Record>map(text -> new TXTRecord(name(name), DClass.IN, 0, text))
                .toList();
        answers.put(new Question(name, Type.TXT), new ArrayDeque<>(List.of(records)));
        return this;
    }

    /// Stops or starts answering at all.
    public void silent(boolean now) {
        silent = now;
    }

    private void serve() {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if (!silent) {
                    byte[] reply = reply(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
                    socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
            } catch (IOException closedOrBroken) {
                silent = silent || socket.isClosed();
            }
        }
    }

    private byte[] reply(byte[] bytes) throws IOException {
        Message query = new Message(bytes);
        Record asked = query.getQuestion();
        String host = asked.getName().toString(true).toLowerCase(java.util.Locale.ROOT);
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.RA);
        reply.addRecord(asked, Section.QUESTION);
        Queue<List<Record>> queue = answers.get(new Question(host, asked.getType()));
        if (queue == null) {
            boolean known = answers.keySet().stream()
                    .anyMatch(question -> question.name().equals(host));
            reply.getHeader().setRcode(known ? Rcode.NOERROR : Rcode.NXDOMAIN);
            return reply.toWire();
        }
        List<Record> records;
        synchronized (queue) {
            records = queue.size() > 1 ? queue.remove() : queue.element();
        }
        records.forEach(record -> reply.addRecord(record, Section.ANSWER));
        return reply.toWire();
    }

    private static Name name(String host) {
        return Name.fromConstantString(host + ".");
    }

    @Override
    public void close() {
        socket.close();
    }
}
