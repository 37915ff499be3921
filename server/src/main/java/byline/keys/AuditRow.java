package byline.keys;

import byline.http.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A row, as it is hashed. Public to the binding of its own insert only.
///
/// @param organisation empty for none
public record AuditRow(
        long number,
        long at,
        String organisation,
        String actor,
        String address,
        String action,
        String subject,
        String before,
        String after,
        String hash) {
    static final AuditRow NONE = new AuditRow(0, 0, "", "", "", "", "", "", "", "");

    static AuditRow of(ResultSet row) throws SQLException {
        return new AuditRow(
                row.getLong("number"),
                row.getLong("at"),
                row.getString("organization_id"),
                row.getString("actor"),
                row.getString("address"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("before_change"),
                row.getString("after_change"),
                row.getString("hash"));
    }

    String sealed(ServerSecret secret, String previous) {
        Object[] members = {previous, number, at, organisation, actor, address, action, subject, before, after};
        return secret.digest("audit\n" + new String(Json.write(members), StandardCharsets.UTF_8))
                .hex();
    }

    AuditEntry entry(@Nullable String email) {
        return new AuditEntry(
                number,
                Instant.ofEpochMilli(at),
                organisation.isEmpty() ? null : new OrganisationId(organisation),
                actor,
                email,
                address,
                action,
                subject,
                members(before),
                members(after));
    }

    private static Map<String, Object> members(String text) {
        Map<String, Object> members = new TreeMap<>();
        JsonNode tree = Json.tree(text.getBytes(StandardCharsets.UTF_8));
        tree.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
