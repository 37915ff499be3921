package byline.identity;

import byline.database.Times;
import byline.keys.OrganisationId;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A domain an organisation claims, proved or not.
///
/// @param verificationMethod `dns`, `metatag`, `manifest`, or `operator` for the word of who runs this server
/// @param failingSince since when re-checks have not found the proof, null while they do
public record Domain(
        String id,
        OrganisationId organizationId,
        String domain,
        boolean verified,
        @Nullable String verificationMethod,
        String verificationToken,
        Instant createdAt,
        @Nullable Instant verifiedAt,
        @JsonIgnore @Nullable Instant checkedAt,
        @Nullable Instant failingSince,
        @JsonIgnore @Nullable Instant warnedAt) {
    /// The text a proof must contain.
    @JsonProperty
    public String proof() {
        return "oa-verify=" + verificationToken;
    }

    static Domain of(ResultSet row) throws SQLException {
        Instant verifiedAt = Times.read(row, "verified_at");
        return new Domain(
                row.getString("id"),
                new OrganisationId(row.getString("organization_id")),
                row.getString("domain"),
                verifiedAt != null,
                row.getString("verification_method"),
                row.getString("verification_token"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                verifiedAt,
                Times.read(row, "checked_at"),
                Times.read(row, "failing_since"),
                Times.read(row, "warned_at"));
    }
}
