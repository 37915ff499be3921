package byline.wire;

import org.jspecify.annotations.Nullable;

/// What rules and reports need of an event's `data`, and of its turn's level, while the event is read.
final class DataDraft {
    @Nullable
    String botName;

    @Nullable
    String purpose;

    @Nullable
    String userAgent;

    @Nullable
    Integer responseStatus;

    @Nullable
    String country;

    @Nullable
    Long asn;

    @Nullable
    String city;

    @Nullable
    String engagementType;

    @Nullable
    String citationType;

    @Nullable
    String position;

    @Nullable
    String presentationKind;

    @Nullable
    String presentationType;

    @Nullable
    String scope;

    @Nullable
    String provenance;

    @Nullable
    Boolean cached;

    @Nullable
    String contentVersion;

    @Nullable
    String privacyLevel;

    @Nullable
    String platformId;

    private boolean any;

    void clear() {
        if (!any) {
            return;
        }
        any = false;
        botName = null;
        purpose = null;
        userAgent = null;
        responseStatus = null;
        country = null;
        asn = null;
        city = null;
        engagementType = null;
        citationType = null;
        position = null;
        presentationKind = null;
        presentationType = null;
        scope = null;
        provenance = null;
        cached = null;
        contentVersion = null;
        privacyLevel = null;
        platformId = null;
    }

    /// Must be called before the first member is set.
    void open() {
        any = true;
    }

    EventData finish() {
        return !any
                ? EventData.EMPTY
                : new EventData(
                        botName,
                        purpose,
                        userAgent,
                        responseStatus,
                        country,
                        asn,
                        city,
                        engagementType,
                        wordOrNull(citationType),
                        wordOrNull(presentationKind),
                        presentationType,
                        wordOrNull(scope),
                        wordOrNull(provenance),
                        contentVersion,
                        privacyLevel,
                        platformId);
    }

    private static @Nullable String wordOrNull(@Nullable String word) {
        return word == null || word.isEmpty() ? null : word;
    }
}
