package byline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ed25519Test {
    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /// RFC 8032, 7.1, tests 1 and 2.
    @ParameterizedTest
    @CsvSource({
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    })
    void verifiesTheSignaturesOfRfc8032(String key, String message, String signature) {
        assertThat(Ed25519.verify(bytes(key), bytes(message), bytes(signature))).isTrue();
        assertThat(Ed25519.verify(bytes(key), bytes(message + "00"), bytes(signature)))
                .isFalse();
    }

    @Test
    void refusesWhatIsNoKeyOrNoSignature() {
        byte[] key = bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(Ed25519.verify(key, new byte[0], new byte[63])).isFalse();
        assertThat(Ed25519.verify(new byte[31], new byte[0], new byte[64])).isFalse();
    }

    /// Under the neutral point every message has a signature that anyone can write down.
    @Test
    void refusesAKeyOfSmallOrder() {
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        byte[] signature = new byte[64];
        signature[0] = 1;
        assertThat(Ed25519.verify(neutral, new byte[] {1, 2, 3}, signature)).isFalse();
    }
}
