package byline.telemetry;

import byline.http.Refusal;
import byline.http.Request;
import byline.keys.ApiKey;
import byline.keys.Authentication;
import byline.keys.Scope;
import byline.wire.Delivery;
import byline.wire.Parser;

/// Where telemetry comes in: nothing of a body is read before its sender is known, and never more than the limit.
final class Inlet {
    private final Authentication authentication;
    private final Parser parser;
    private final int maxBytes;

    Inlet(Authentication authentication, Parser parser, int maxBytes) {
        this.authentication = authentication;
        this.parser = parser;
        this.maxBytes = maxBytes;
    }

    /// @throws Refusal 401 or 403 without a key that may write, 413 or 415 for a body that is not taken
    Message read(Request request) {
        ApiKey key = authentication.require(request, Scope.TELEMETRY_WRITE).key();
        return new Message(key, request.body(maxBytes, "application/json"), null);
    }

    Delivery delivery(Message message) {
        return parser.readDelivery(message.body(), 0, message.body().length);
    }

    Delivery session(Message message) {
        return parser.readSession(message.body(), 0, message.body().length);
    }
}
