package byline.sites;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// What a worker passes on of the request it saw, so that it can be told whose it was. Used for that and
/// forgotten: none of it is ever written.
///
/// @param address of the visitor
/// @param url the whole address asked for, where a signature covers more than the host
/// @param signatureInput the visitor's own headers of this name, and so on
record Proof(
        @Nullable InetAddress address,
        String method,
        @Nullable String url,
        @Nullable String signatureInput,
        @Nullable String signature,
        @Nullable String signatureAgent) {
    private static final int MAX_METHOD = 20;
    private static final int MAX_ADDRESS = 45;
    private static final int MAX_HEADER = 4_096;

    static Proof of(Fields fields) throws WrongField {
        fields.checkObject("sig");
        String method = fields.text("sig.method", MAX_METHOD);
        return new Proof(
                address(fields),
                method == null ? "GET" : method,
                fields.text("sig.url", MAX_HEADER),
                fields.text("sig.signature_input", MAX_HEADER),
                fields.text("sig.signature", MAX_HEADER),
                fields.text("sig.signature_agent", MAX_HEADER));
    }

    private static @Nullable InetAddress address(Fields fields) throws WrongField {
        String text = fields.text("ip", MAX_ADDRESS);
        try {
            return text == null ? null : InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException none) {
            throw new WrongField("ip", "It must be an IP address.");
        }
    }

    /// Says nothing, so that no log can.
    @Override
    public String toString() {
        return "proof";
    }
}
