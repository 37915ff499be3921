package byline.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Speaks to one OpenID provider: authorization code flow with PKCE, state and nonce. Tokens count only when signed
/// with a key the provider publishes, by an asymmetric algorithm.
final class OpenIdClient {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int LARGEST_KEY_SET = 128 * 1024;
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    /// The provider could not be asked, or what it said does not hold.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }

        /// For the log; neither codes nor tokens are in it.
        String reason() {
            return getMessage() + (getCause() == null ? "" : ": " + getCause().getMessage());
        }
    }

    /// What a provider vouches for.
    ///
    /// @param email null unless the provider says that it is verified
    record Account(String issuer, String subject, @Nullable String email) {}

    /// What only this sign-in knows.
    record Attempt(String state, String nonce, String verifier, URI redirect) {}

    private record Discovered(OIDCProviderMetadata metadata, IDTokenValidator validator) {}

    private final OpenIdProvider provider;
    private volatile @Nullable Discovered discovered;

    OpenIdClient(OpenIdProvider provider) {
        this.provider = provider;
    }

    OpenIdProvider provider() {
        return provider;
    }

    /// Where to send the browser.
    URI authorization(Attempt attempt) throws Refused {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid", "email"),
                        new ClientID(provider.clientId()),
                        attempt.redirect())
                .endpointURI(discovered().metadata().getAuthorizationEndpointURI())
                .state(new State(attempt.state()))
                .nonce(new Nonce(attempt.nonce()))
                .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /// Trades the code for a token and believes the token only if everything about it is right.
    Account exchange(String code, Attempt attempt) throws Refused {
        try {
            HTTPRequest request = new TokenRequest.Builder(
                            discovered().metadata().getTokenEndpointURI(),
                            new ClientSecretBasic(
                                    new ClientID(provider.clientId()), new Secret(provider.clientSecret())),
                            new AuthorizationCodeGrant(
                                    new AuthorizationCode(code),
                                    attempt.redirect(),
                                    new CodeVerifier(attempt.verifier())))
                    .build()
                    .toHTTPRequest();
            request.setConnectTimeout(TIMEOUT_MILLIS);
            request.setReadTimeout(TIMEOUT_MILLIS);
            TokenResponse response = OIDCTokenResponseParser.parse(request.send());
            if (!(response instanceof OIDCTokenResponse tokens)) {
                throw new Refused("the provider refused the code", null);
            }
            return account(
                    discovered().validator().validate(tokens.getOIDCTokens().getIDToken(), new Nonce(attempt.nonce())));
        } catch (GeneralException | IOException failure) {
            throw new Refused("the provider could not be asked", failure);
        } catch (BadJOSEException | com.nimbusds.jose.JOSEException forged) {
            throw new Refused("the provider's token does not hold", forged);
        }
    }

    private static Account account(IDTokenClaimsSet claims) {
        boolean verified = Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"));
        return new Account(
                claims.getIssuer().getValue(),
                claims.getSubject().getValue(),
                verified ? claims.getStringClaim("email") : null);
    }

    /// Discovery happens at the first sign-in, so that a provider that is down does not keep the server from starting.
    private Discovered discovered() throws Refused {
        Discovered known = discovered;
        if (known != null) {
            return known;
        }
        try {
            Issuer issuer = new Issuer(provider.issuer());
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                            metadata.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_KEY_SET))
                    .retrying(true)
                    .build();
            IDTokenValidator validator = new IDTokenValidator(
                    issuer,
                    new ClientID(provider.clientId()),
                    new JWSVerificationKeySelector<>(ALGORITHMS, keys),
                    null);
            Discovered fresh = new Discovered(metadata, validator);
            discovered = fresh;
            return fresh;
        } catch (GeneralException | IOException | IllegalArgumentException failure) {
            throw new Refused("the provider's discovery document could not be read", failure);
        }
    }
}
