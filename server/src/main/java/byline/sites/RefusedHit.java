package byline.sites;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/// Why one hit of a body was not taken.
///
/// @param index its place in the body from 0
/// @param field the wire's name of what is wrong, `""` for the whole of it
/// @param reason one sentence in public words, without the value
/// @param siteKey the site it meant, as far as it could be read
public record RefusedHit(
        int index,
        String field,
        String reason,
        @JsonIgnore @Nullable String siteKey) {
    RefusedHit(int index, String field, String reason) {
        this(index, field, reason, null);
    }
}
