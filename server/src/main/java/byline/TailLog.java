package byline;

import byline.logs.Follow;
import byline.logs.Import;
import byline.logs.Receiver;
import byline.logs.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `byline tail`: what a site's access log says of bots and AI referrals, while it is written.
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = {
            "Follows an access log and reports bots' visits and AI referrals to a running server, until it is stopped.",
            "Goes on where it stopped, through rotation and truncation. Addresses are never sent."
        })
final class TailLog implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int LAST_BATCH_SECONDS = 10;

    @Parameters(paramLabel = "FILE", description = "The log; it need not be there yet")
    private Path file = Path.of("access.log");

    @Mixin
    private final LogOptions options = new LogOptions();

    @Option(
            names = "--delay",
            description = "Seconds a line may wait before it is reported (default: ${DEFAULT-VALUE})",
            paramLabel = "SECONDS",
            defaultValue = "2")
    private int delay = 2;

    @Spec
    private @Nullable CommandSpec spec;

    private volatile boolean stopped;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Import.Setup setup = options.setup();
        Receiver.To to = options.to();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(ended)));
        try (Receiver receiver = new Receiver(to, why -> System.err.println("byline: waiting: " + why))) {
            System.err.println("byline: following " + file + " for " + to);
            Follow follow =
                    new Follow(setup, receiver, options.checkpoints(), Duration.ofSeconds(delay), Clock.systemUTC());
            Tally.Counts counts = follow.run(file, () -> !stopped).counts();
            System.err.println(
                    "byline: stopped after line " + counts.lines() + "; the same command goes on from there");
            return 0;
        } catch (Receiver.Refused | Import.Unreadable refused) {
            Objects.requireNonNull(spec).commandLine().getErr().println("byline: " + refused.getMessage());
            return FAILED;
        } finally {
            ended.countDown();
        }
    }

    /// Lets what was read be reported before the process ends.
    private void stop(CountDownLatch ended) {
        stopped = true;
        try {
            var unused = ended.await(LAST_BATCH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
