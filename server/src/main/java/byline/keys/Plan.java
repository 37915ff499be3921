package byline.keys;

import org.jspecify.annotations.Nullable;

/// What an organisation may use. Null is as much as it likes.
///
/// @param apiKeys live at the same time
/// @param requestsPerMinute of each key
/// @param eventsPerMonth that its keys and sites bring in, by UTC months
/// @param hourlyTimeSeries whether time series go by the hour
public record Plan(
        String name,
        @Nullable Integer apiKeys,
        @Nullable Integer sites,
        @Nullable Integer requestsPerMinute,
        @Nullable Integer eventsPerMonth,
        boolean hourlyTimeSeries) {
    public static final Plan UNLIMITED = new Plan("unlimited", null, null, null, null, true);

    /// Whether there is room for one more.
    public static boolean allows(@Nullable Integer most, long present) {
        return most == null || present < most;
    }
}
