package byline.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/// What an authenticator app shows: RFC 6238 with six digits and steps of thirty seconds.
final class OneTimeCodes {
    private static final int SEED_BYTES = 20;

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();

    /// A seed to type or scan, in Base32.
    static String seed(SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new Base32().encodeToString(seed);
    }

    /// The step this code is of. Clocks may be one step apart; a step that has been used is over.
    ///
    /// @param lastStep the newest step that has been used
    OptionalLong step(String seed, String code, long lastStep, Instant now) {
        long current = now.getEpochSecond() / generator.getTimeStep().toSeconds();
        for (long step = Math.max(current - 1, lastStep + 1); step <= current + 1; step++) {
            if (code(seed, step).equals(code)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    private String code(String seed, long step) {
        try {
            Instant time = Instant.ofEpochSecond(step * generator.getTimeStep().toSeconds());
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(new Base32().decode(seed), generator.getAlgorithm()), time);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
