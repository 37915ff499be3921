package byline.keys;

import byline.keys.ApiKey.Properties;
import byline.keys.AuditLog.Change;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A key's change, as the audit log tells it: never with the secret.
final class KeyChange {
    private KeyChange() {}

    static Change of(Actor actor, String action, ApiKey key, Map<String, ?> before, Map<String, ?> after) {
        return new Change(actor, key.organisation(), action, key.id(), before, after);
    }

    static Map<String, Object> members(ApiKey key) {
        Properties properties = key.properties();
        Map<String, Object> members = new TreeMap<>();
        members.put("name", properties.name());
        members.put(
                "scopes", properties.scopes().stream().map(Scope::text).sorted().toList());
        put(members, "domains", properties.domains());
        put(members, "allowed_addresses", properties.allowedAddresses());
        put(members, "requests_per_minute", properties.requestsPerMinute());
        put(members, "expires_at", properties.expiresAt());
        put(members, "rotated_from", key.rotatedFrom());
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
