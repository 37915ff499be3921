package byline.identity;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// WebAuthn's two ceremonies, checked: challenge, origin, relying party, signature, that the authenticator verified its
/// user, and that its counter went up.
final class Ceremonies {
    static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.RS256);

    private static final List<PublicKeyCredentialParameters> ACCEPTED = ALGORITHMS.stream()
            .map(one -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, one))
            .toList();

    /// Why an answer does not count: one word for the audit log.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }

        String reason() {
            return Objects.requireNonNull(getMessage());
        }
    }

    /// A new passkey and where its counter stands.
    record Registered(Credential credential, long counter) {}

    /// What has to come back signed.
    record Expected(RelyingParty party, String challenge) {
        private ServerProperty property() {
            return ServerProperty.builder()
                    .origin(new Origin(party.origin().toString()))
                    .rpId(party.id())
                    .challenge(new DefaultChallenge(Base64.getUrlDecoder().decode(challenge)))
                    .build();
        }
    }

    private final ObjectConverter converter = new ObjectConverter();
    private final AttestedCredentialDataConverter attested = new AttestedCredentialDataConverter(converter);
    private final WebAuthnManager webAuthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);

    /// @param answer the browser's `RegistrationResponseJSON`
    Registered register(Expected expected, String answer) throws Refused {
        try {
            RegistrationData data = webAuthn.verifyRegistrationResponseJSON(
                    answer, new RegistrationParameters(expected.property(), ACCEPTED, true, true));
            AuthenticatorData<?> said =
                    Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            AttestedCredentialData made = Objects.requireNonNull(said.getAttestedCredentialData());
            Set<AuthenticatorTransport> transports = Objects.requireNonNullElse(data.getTransports(), Set.of());
            return new Registered(
                    new Credential(
                            text(made.getCredentialId()),
                            text(attested.convert(made)),
                            said.isFlagBE(),
                            transports.stream()
                                    .map(AuthenticatorTransport::getValue)
                                    .sorted()
                                    .toList()),
                    said.getSignCount());
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException broken) {
            throw new Refused("invalid", broken);
        }
    }

    /// An answer to a challenge, read but not yet believed.
    AuthenticationData read(String answer) throws Refused {
        try {
            return webAuthn.parseAuthenticationResponseJSON(answer);
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException broken) {
            throw new Refused("invalid", broken);
        }
    }

    /// @param counter where the passkey's counter stood
    /// @return where it stands now
    long authenticate(Expected expected, Credential credential, long counter, AuthenticationData answer)
            throws Refused {
        try {
            AuthenticationData verified = webAuthn.verify(
                    answer,
                    new AuthenticationParameters(
                            expected.property(),
                            record(credential, counter),
                            List.of(answer.getCredentialId()),
                            true,
                            true));
            return Objects.requireNonNull(verified.getAuthenticatorData()).getSignCount();
        } catch (MaliciousCounterValueException copied) {
            throw new Refused("counter", copied);
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException broken) {
            throw new Refused("invalid", broken);
        }
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Whether the authenticator answered for this user, or for whoever was asked.
    static boolean isFor(AuthenticationData answer, String userId) {
        byte[] user = answer.getUserHandle();
        return user == null
                || user.length == 0
                || Arrays.equals(user, userId.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private CredentialRecord record(Credential credential, long counter) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                credential.backupEligible(),
                null,
                counter,
                attested.convert(Base64.getUrlDecoder().decode(credential.attested())),
                null,
                null,
                null,
                null);
    }
}
