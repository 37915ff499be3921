package byline.keys;

import java.util.Arrays;
import java.util.Optional;

/// What an organisation is; it decides the prefix of its keys, never their scope.
public enum OrganisationType {
    CONTENT_OWNER("content_owner", "oat_pub_"),
    PLATFORM("platform", "oat_pk_"),
    AGENT("agent", "oat_pk_");

    private final String text;
    private final String prefix;

    OrganisationType(String text, String prefix) {
        this.text = text;
        this.prefix = prefix;
    }

    public static Optional<OrganisationType> find(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    public String text() {
        return text;
    }

    public String prefix() {
        return prefix;
    }
}
