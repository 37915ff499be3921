package byline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Signing in, minting a key and listing keys, over HTTP and into the embedded database, while a [Crowd] has accounts.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ControlPlaneBenchmark {
    /// System property that names the folder of the crowd's database.
    static final String FOLDER = "byline.bench.crowd";

    private static final int SOMEBODY = 4_711;

    /// An organisation has a limit of keys, so several take turns in minting them.
    private static final int MINTERS = 100;

    private final SplittableRandom random = new SplittableRandom();
    private final ControlPlane plane;
    private final String session;
    private final List<String> minters = new ArrayList<>();

    public ControlPlaneBenchmark() {
        try {
            plane = new ControlPlane(Path.of(System.getProperty(FOLDER)));
            session = enter(SOMEBODY);
            for (int number = 0; number < MINTERS; number++) {
                minters.add(enter(number));
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private String enter(int number) throws IOException {
        String entered = plane.signIn(Crowd.email(number));
        plane.enter(entered, "org_" + number);
        return entered;
    }

    @Setup
    public void check() throws IOException {
        if (plane.list(session).split("\"id\"", -1).length - 1 < Crowd.KEYS_EACH) {
            throw new IllegalStateException("the crowd's keys are not there: " + plane.list(session));
        }
    }

    @TearDown
    public void close() throws IOException {
        plane.close();
    }

    /// Somebody else every time.
    @Benchmark
    public String signIn() throws IOException {
        return plane.signIn(Crowd.email(random.nextInt(Crowd.ORGANISATIONS)));
    }

    @Benchmark
    public String mint() throws IOException {
        return plane.mint(minters.get(random.nextInt(MINTERS)));
    }

    @Benchmark
    public String list() throws IOException {
        return plane.list(session);
    }
}
