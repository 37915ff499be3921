package byline.identity;

import java.net.URI;

/// Somebody else who knows who people are, by OpenID Connect.
///
/// @param id what stands in the sign-in's path, as `google`
/// @param name what people read, as `Google`
/// @param issuer where its discovery document is found, and what its tokens must say
public record OpenIdProvider(String id, String name, URI issuer, String clientId, String clientSecret) {
    private static final URI GOOGLE = URI.create("https://accounts.google.com");

    /// Google, with the credentials of an OAuth client of one's own.
    public static OpenIdProvider google(String clientId, String clientSecret) {
        return new OpenIdProvider("google", "Google", GOOGLE, clientId, clientSecret);
    }
}
