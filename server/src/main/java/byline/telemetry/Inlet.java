package byline.telemetry;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Request;
import byline.http.SentBody;
import byline.keys.ApiKey;
import byline.keys.Authentication;
import byline.keys.Scope;
import byline.verify.Signatures;
import byline.verify.Signatures.Invalid;
import byline.verify.Signatures.Signed;
import byline.verify.Signatures.Unsigned;
import byline.verify.Signatures.Unverified;
import byline.verify.SignedRequest;
import byline.wire.Delivery;
import org.jspecify.annotations.Nullable;

/// Where telemetry comes in: nothing of a body is read before its sender is known, and never more than the limit, and
/// nothing leaves here that the sender's organisation does not want to be kept.
final class Inlet {
    /// Says to the sender of a signed request what became of its signature.
    private static final String OUTCOME = "Byline-Signature";

    private final Authentication authentication;
    private final Signatures signatures;
    private final Parsers parsers;
    private final int maxBytes;

    Inlet(Authentication authentication, Signatures signatures, Parsers parsers, int maxBytes) {
        this.authentication = authentication;
        this.signatures = signatures;
        this.parsers = parsers;
        this.maxBytes = maxBytes;
    }

    /// @throws Refusal 401 or 403 without a key that may write, 401 for a signature that does not hold, 413 or 415 for
    ///     a body that is not taken
    Message read(Request request) {
        ApiKey key = authentication.require(request, Scope.TELEMETRY_WRITE).key();
        SentBody body = request.sentBody(maxBytes, "application/json");
        return new Message(key, body.content(), signer(request, key, body.sent()));
    }

    Delivery delivery(Message message) {
        return parsers.of(message.reporter()).readDelivery(message.body(), 0, message.body().length);
    }

    Delivery session(Message message) {
        return parsers.of(message.reporter()).readSession(message.body(), 0, message.body().length);
    }

    /// Whose valid signature it carries; nobody's is fine.
    private @Nullable String signer(Request request, ApiKey key, byte[] body) {
        if (request.header("Signature-Input").isEmpty()) {
            return null;
        }
        SignedRequest signed = new SignedRequest(request.method(), request.target(), request::headers);
        return switch (signatures.judge(signed, body, key.organisation().value())) {
            case Unsigned _ -> null;
            case Signed(String keyId) -> {
                request.whenAnswered(reply -> reply.header(OUTCOME, "signed"));
                yield keyId;
            }
            case Unverified(String reason) -> {
                request.whenAnswered(reply -> reply.header(OUTCOME, "unverified; reason=\"" + quoted(reason) + "\""));
                yield null;
            }
            case Invalid(String reason) ->
                throw new Refusal(
                        Code.INVALID_SIGNATURE,
                        "The signature of this request does not hold: " + reason + ". Sign it anew over "
                                + signed.method() + " " + signed.target() + ", or send it without Signature-Input");
        };
    }

    private static String quoted(String text) {
        return text.replaceAll("[^ !#-\\[\\]-~]", "?");
    }
}
