package byline.keys;

import byline.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// How a key stands in its table. Lists are words with a space between.
final class ApiKeyRows {
    private static final String SELECT =
            "SELECT k.*, o.org_type FROM api_keys k JOIN organizations o ON o.id = k.organization_id";

    private ApiKeyRows() {}

    /// A key and the digest of its secret.
    record Stored(ApiKey key, Digest digest) {}

    static List<Stored> list(Handle handle, String where, Map<String, ?> values) {
        return handle.createQuery(SELECT + " WHERE " + where)
                .bindMap(values)
                .map((row, context) -> new Stored(key(row), Digest.parse(row.getString("digest"))))
                .list();
    }

    /// A key of this organisation that stands by itself.
    static Optional<Stored> find(Handle handle, OrganisationId organisation, String id) {
        return list(
                        handle,
                        "k.id = :id AND k.organization_id = :organisation AND k.login_session_id IS NULL",
                        Map.of("id", id, "organisation", organisation.value()))
                .stream()
                .findFirst();
    }

    static long countLive(Handle handle, OrganisationId organisation, long now) {
        return handle.createQuery("SELECT COUNT(*) FROM api_keys WHERE organization_id = :organisation"
                        + " AND login_session_id IS NULL AND revoked_at IS NULL"
                        + " AND (expires_at IS NULL OR expires_at > :now)")
                .bind("organisation", organisation.value())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    static void insert(Handle handle, ApiKey key, Digest digest) {
        handle.createUpdate("INSERT INTO api_keys (id, organization_id, name, prefix, first_four, last_four, digest,"
                        + " scopes, domains, allowed_addresses, requests_per_minute, created_at, created_by,"
                        + " expires_at, login_session_id, rotated_from) VALUES (:id, :organisation, :name, :prefix,"
                        + " :first, :last, :digest, :scopes, :domains, :addresses, :rate, :created, :by, :expires,"
                        + " :session, :rotated)")
                .bind("organisation", key.organisation().value())
                .bind("prefix", key.prefix())
                .bind("first", key.firstFour())
                .bind("last", key.lastFour())
                .bind("digest", digest.hex())
                .bind("created", key.createdAt().toEpochMilli())
                .bind("by", key.createdBy())
                .bind("session", key.loginSession())
                .bind("rotated", key.rotatedFrom())
                .bindMap(changeable(key))
                .execute();
    }

    static void update(Handle handle, ApiKey key) {
        handle.createUpdate("UPDATE api_keys SET name = :name, scopes = :scopes, domains = :domains,"
                        + " allowed_addresses = :addresses, requests_per_minute = :rate, expires_at = :expires"
                        + " WHERE id = :id")
                .bindMap(changeable(key))
                .execute();
    }

    private static Map<String, @Nullable Object> changeable(ApiKey key) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        Instant expires = key.expiresAt();
        columns.put("id", key.id());
        columns.put("name", key.name());
        columns.put("scopes", words(key.scopes().stream().map(Scope::text).toList()));
        columns.put("domains", words(key.domains()));
        columns.put("addresses", words(key.properties().allowedAddresses()));
        columns.put("rate", key.properties().requestsPerMinute());
        columns.put("expires", Times.millis(expires));
        return columns;
    }

    static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                new OrganisationId(row.getString("organization_id")),
                OrganisationType.find(row.getString("org_type")).orElseThrow(),
                row.getString("first_four"),
                row.getString("last_four"),
                properties(row),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("created_by"),
                row.getString("login_session_id"),
                row.getString("rotated_from"),
                revocation(row),
                lastUse(row));
    }

    private static ApiKey.Properties properties(ResultSet row) throws SQLException {
        List<String> domains = words(row, "domains");
        return new ApiKey.Properties(
                row.getString("name"),
                Arrays.stream(row.getString("scopes").split(" ", -1))
                        .flatMap(text -> Scope.find(text).stream())
                        .collect(Collectors.toSet()),
                domains == null ? null : Set.copyOf(domains),
                words(row, "allowed_addresses"),
                number(row, "requests_per_minute"),
                Times.read(row, "expires_at"));
    }

    private static ApiKey.@Nullable Revocation revocation(ResultSet row) throws SQLException {
        Instant at = Times.read(row, "revoked_at");
        return at == null
                ? null
                : new ApiKey.Revocation(at, row.getString("revoked_by"), row.getString("revoked_reason"));
    }

    private static ApiKey.@Nullable LastUse lastUse(ResultSet row) throws SQLException {
        Instant at = Times.read(row, "last_used_at");
        return at == null
                ? null
                : new ApiKey.LastUse(at, row.getString("last_used_address"), row.getString("last_used_user_agent"));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable String words(@Nullable Collection<String> words) {
        return words == null ? null : words.stream().sorted().collect(Collectors.joining(" "));
    }

    private static @Nullable List<String> words(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : List.of(text.split(" ", -1));
    }
}
