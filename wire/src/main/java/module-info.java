import org.jspecify.annotations.NullMarked;

/// The Content Telemetry wire format: parse, check, strip, write. Depends on JSON only.
@NullMarked
module byline.wire {
    requires static transitive org.jspecify;
    requires tools.jackson.core;

    exports byline.wire;
}
