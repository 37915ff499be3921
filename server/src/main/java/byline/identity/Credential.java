package byline.identity;

import java.util.List;

/// The public half of a passkey, as it is kept.
///
/// @param id in base64url
/// @param attested WebAuthn's attested credential data, in base64url: which kind of authenticator, and the public key
/// @param backupEligible whether it may live on several devices; that never changes
/// @param transports how a browser reaches it
record Credential(String id, String attested, boolean backupEligible, List<String> transports) {
    Credential {
        transports = List.copyOf(transports);
    }
}
