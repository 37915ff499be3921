package byline.wire;

import java.util.Optional;

/// A line of the format with rules of its own (§5.7.4, §12): 1.0, or the looser 0.1 line before it.
public enum WireVersion {
    V1_0("1.0"),
    V0_1("0.1");

    private final String text;

    WireVersion(String text) {
        this.text = text;
    }

    /// The value of `schema_version` that names this line.
    public String text() {
        return text;
    }

    /// The line that a declared version is read by: a later minor of 1 is read as 1.0; every other version is unknown.
    public static Optional<WireVersion> find(String declared) {
        if (declared.equals(V0_1.text)) {
            return Optional.of(V0_1);
        }
        return isMinorOfOne(declared) ? Optional.of(V1_0) : Optional.empty();
    }

    private static boolean isMinorOfOne(String declared) {
        if (!declared.startsWith("1.") || declared.length() == 2 || declared.length() > 6) {
            return false;
        }
        for (int at = 2; at < declared.length(); at++) {
            if (declared.charAt(at) < '0' || declared.charAt(at) > '9') {
                return false;
            }
        }
        return declared.length() == 3 || declared.charAt(2) != '0';
    }
}
