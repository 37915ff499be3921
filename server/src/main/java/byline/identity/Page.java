package byline.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list as the control plane answers it.
///
/// @param nextCursor where to go on, null at the end
record Page<T>(List<T> items, @Nullable String nextCursor) {
    static <T> Page<T> of(List<T> items) {
        return new Page<>(items, null);
    }
}
