import org.jspecify.annotations.NullMarked;

/// The Content Telemetry wire format: parse, check, strip, write. Depends on nothing.
@NullMarked
module byline.wire {
    requires static transitive org.jspecify;

    exports byline.wire;
}
