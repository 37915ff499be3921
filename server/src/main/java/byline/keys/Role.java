package byline.keys;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a member may do in an organisation, the most first.
public enum Role {
    OWNER,
    ADMIN,
    MEMBER,
    VIEWER;

    public static Optional<Role> find(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean atLeast(Role other) {
        return compareTo(other) <= 0;
    }
}
