package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Request;
import java.net.URI;
import java.util.regex.Pattern;

/// This server as authenticators know it. A passkey made for one id never answers to another.
///
/// @param id host name of the public address
/// @param origin the public address, as browsers put it into what is signed
record RelyingParty(String id, URI origin) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

    /// @throws Refusal 409 where people reach the server by a bare address, which WebAuthn knows no name for
    static RelyingParty of(Request request) {
        URI origin = request.origin();
        if (ADDRESS.matcher(origin.getHost()).matches()) {
            throw new Refusal(
                    Code.CONFLICT,
                    "Passkeys need a host name; reach the server by one (on this machine: localhost) and set server.public-url to it");
        }
        return new RelyingParty(origin.getHost(), origin);
    }
}
