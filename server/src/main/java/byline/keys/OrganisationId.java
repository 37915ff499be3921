package byline.keys;

import com.fasterxml.jackson.annotation.JsonValue;

/// `org_…`
public record OrganisationId(@JsonValue String value) {
    @Override
    public String toString() {
        return value;
    }
}
