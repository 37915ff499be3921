package byline.keys;

import org.jspecify.annotations.Nullable;

/// Who a request acts for, whatever the credential was.
public sealed interface Principal {
    /// An API key and through it an organisation.
    record KeyHolder(ApiKey key) implements Principal {
        public OrganisationId organisation() {
            return key.organisation();
        }
    }

    /// A signed-in person.
    ///
    /// @param organisation the active organisation, null before the first
    /// @param role the person's role there, null without one
    /// @param operator whether the person operates this server
    /// @param secondFactorDue whether the session opens nothing yet but its second step
    record Person(
            String userId,
            String email,
            String loginSession,
            @Nullable OrganisationId organisation,
            @Nullable Role role,
            boolean operator,
            boolean secondFactorDue)
            implements Principal {}
}
