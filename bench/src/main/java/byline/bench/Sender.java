package byline.bench;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/// Sends templates round robin over one connection of its own; anything but 201 and 503 ends it with an exception.
final class Sender implements Load.Target {
    private static final int MAX_PAUSE_MILLIS = 100;
    private static final long MAX_WAIT_NANOS = 60_000_000_000L;

    private final int port;
    private final List<Template> templates;
    private final SplittableRandom random = new SplittableRandom();

    Sender(int port, List<Template> templates) {
        this.port = port;
        this.templates = templates.stream().map(Template::copy).toList();
    }

    @Override
    public Latencies send(Load.Budget budget) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        try (Connection connection = new Connection(port)) {
            for (int i = 0; budget.take(templates.getFirst().events()); i++) {
                byte[] request = templates.get(i % templates.size()).fill(random);
                latencies.add(acknowledged(connection, request, budget));
            }
        }
        return latencies;
    }

    /// Nanoseconds of the try that was acknowledged.
    private long acknowledged(Connection connection, byte[] request, Load.Budget budget)
            throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + MAX_WAIT_NANOS;
        while (System.nanoTime() < giveUp) {
            long start = System.nanoTime();
            Connection.Answer answer = connection.send(request);
            if (answer.status() == 201) {
                return System.nanoTime() - start;
            }
            if (answer.status() != 503) {
                throw new IOException("answered " + answer.status() + ": " + answer.body());
            }
            budget.overloaded().incrementAndGet();
            Thread.sleep(random.nextInt(MAX_PAUSE_MILLIS));
        }
        throw new IOException("answered 503 for a minute");
    }
}
