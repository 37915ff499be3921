package byline.wire;

/// How a document is read: by which line's rules, and whether to mend it or to report what an emitter should mend.
///
/// @param strict true for a conformance check, which maps no old name, fills in nothing and strips nothing
/// @param most what a turn may disclose, whatever it declares
record Reading(WireVersion version, boolean strict, PrivacyLevel most) {
    /// True if the rules of 1.0 hold in full.
    boolean isOne() {
        return version == WireVersion.V1_0;
    }
}
