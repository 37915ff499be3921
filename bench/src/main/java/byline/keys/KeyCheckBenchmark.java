package byline.keys;

import byline.keys.ApiKey.Properties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// From the text of a key to what it may do, with a million live keys in memory, asked for in no order.
/// The yardstick is the one hash that cannot be left out.
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyCheckBenchmark {
    /// Live keys.
    public static final int KEYS = 1_000_000;

    private static final int ASKED = 100_000;

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<String> texts = new ArrayList<>();
    private final Keyring keyring = new Keyring(new ServerSecret(new byte[32]), Clock.systemUTC());
    private final MessageDigest sha = sha();
    private final byte[] text = "x".repeat(56).getBytes(StandardCharsets.US_ASCII);

    /// A million keys; those that are asked for are spread over all of them.
    @Setup
    public void fill() {
        SecureRandom secure = new SecureRandom();
        ServerSecret secret = new ServerSecret(new byte[32]);
        for (int number = 0; number < KEYS; number++) {
            String secretText = SecretText.mint(OrganisationType.CONTENT_OWNER.prefix(), secure);
            keyring.put(secret.digest(secretText), key(number));
            if (number % (KEYS / ASKED) == 0) {
                texts.add(secretText);
            }
        }
    }

    private static ApiKey key(int number) {
        Properties properties = new Properties("key " + number, Set.of(Scope.TELEMETRY_WRITE), null, null, null, null);
        return new ApiKey(
                "key_" + number,
                new OrganisationId("org_" + number / 10),
                OrganisationType.CONTENT_OWNER,
                "abcd",
                "wxyz",
                properties,
                Instant.EPOCH,
                "user_" + number,
                null,
                null,
                null,
                null);
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Benchmark
    public Optional<ApiKey> check() {
        Optional<ApiKey> found = keyring.find(texts.get(random.nextInt(ASKED)));
        if (found.isEmpty()) {
            throw new IllegalStateException("a live key was not found");
        }
        return found;
    }

    @Benchmark
    public byte[] sha256() {
        return sha.digest(text);
    }
}
