package byline.keys;

import byline.database.IdentityDatabase;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The keys at rest, and the only writer of the keyring. A secret leaves `mint` once and is stored nowhere.
public final class ApiKeys {
    private static final String SELECT =
            "SELECT k.*, o.org_type FROM api_keys k" + " JOIN organizations o ON o.id = k.organization_id";

    /// A new key with its secret, which is shown once.
    public record Minted(ApiKey key, String secret) {}

    /// What a new key shall be.
    public record Wish(
            OrganisationId organisation,
            OrganisationType type,
            String name,
            Set<Scope> scopes,
            @Nullable Set<String> domains,
            @Nullable List<String> allowedAddresses,
            @Nullable Integer requestsPerMinute,
            @Nullable Instant expiresAt,
            String createdBy,
            @Nullable String loginSession,
            @Nullable String rotatedFrom) {}

    private final IdentityDatabase database;
    private final Keyring keyring;
    private final ServerSecret secret;
    private final SecureRandom random;
    private final Clock clock;

    public ApiKeys(IdentityDatabase database, Keyring keyring, ServerSecret secret, SecureRandom random, Clock clock) {
        this.database = database;
        this.keyring = keyring;
        this.secret = secret;
        this.random = random;
        this.clock = clock;
    }

    /// Fills the keyring with every live key.
    public void load() {
        Instant now = clock.instant();
        database
                .read(handle -> handle.createQuery(SELECT + " WHERE k.revoked_at IS NULL AND o.deleted_at IS NULL")
                        .map((row, context) -> new Stored(Digest.parse(row.getString("digest")), key(row)))
                        .list())
                .stream()
                .filter(stored -> stored.key().isLive(now))
                .forEach(stored -> keyring.put(stored.digest(), stored.key()));
    }

    private record Stored(Digest digest, ApiKey key) {}

    /// Makes a key that is accepted from now on.
    public Minted mint(Wish wish) {
        String text = SecretText.mint(wish.type().prefix(), random);
        Digest digest = secret.digest(text);
        int body = wish.type().prefix().length();
        ApiKey key = new ApiKey(
                SecretText.id("key_", random),
                wish.organisation(),
                wish.type(),
                wish.name(),
                text.substring(body, body + 4),
                text.substring(text.length() - 4),
                wish.scopes(),
                wish.domains(),
                wish.allowedAddresses(),
                wish.requestsPerMinute(),
                wish.expiresAt(),
                clock.instant(),
                wish.createdBy(),
                wish.loginSession(),
                wish.rotatedFrom(),
                null,
                null);
        database.run(handle -> insert(handle, key, digest));
        keyring.put(digest, key);
        return new Minted(key, text);
    }

    /// Revokes a key of this organisation; no request that begins after this returned is accepted with it.
    ///
    /// @return the key as it is now; empty when the organisation has no such key
    public Optional<ApiKey> revoke(OrganisationId organisation, String id, String by, String reason) {
        List<String> digests = database.write(handle -> {
            handle.createUpdate("UPDATE api_keys SET revoked_at = :now, revoked_by = :by, revoked_reason = :reason"
                            + " WHERE id = :id AND organization_id = :organisation AND revoked_at IS NULL")
                    .bind("now", clock.millis())
                    .bind("by", by)
                    .bind("reason", reason)
                    .bind("id", id)
                    .bind("organisation", organisation.value())
                    .execute();
            return handle.createQuery("SELECT digest FROM api_keys WHERE id = :id AND organization_id = :organisation")
                    .bind("id", id)
                    .bind("organisation", organisation.value())
                    .mapTo(String.class)
                    .list();
        });
        digests.forEach(hex -> keyring.remove(Digest.parse(hex)));
        return find(organisation, id);
    }

    /// Ends every key that was made for this login session.
    public void endWith(String loginSession) {
        List<String> digests = database.write(handle -> {
            List<String> found = handle.createQuery("SELECT digest FROM api_keys WHERE login_session_id = :session")
                    .bind("session", loginSession)
                    .mapTo(String.class)
                    .list();
            handle.createUpdate("DELETE FROM api_keys WHERE login_session_id = :session")
                    .bind("session", loginSession)
                    .execute();
            return found;
        });
        digests.forEach(hex -> keyring.remove(Digest.parse(hex)));
    }

    /// A key of this organisation that stands by itself.
    public Optional<ApiKey> find(OrganisationId organisation, String id) {
        return database.read(handle -> handle.createQuery(SELECT
                        + " WHERE k.id = :id AND k.organization_id = :organisation AND k.login_session_id IS NULL")
                .bind("id", id)
                .bind("organisation", organisation.value())
                .map((row, context) -> key(row))
                .findOne());
    }

    /// The keys of this organisation that stand by themselves, newest first, revoked ones included.
    public List<ApiKey> list(OrganisationId organisation) {
        return database.read(handle -> handle.createQuery(SELECT
                        + " WHERE k.organization_id = :organisation AND k.login_session_id IS NULL"
                        + " ORDER BY k.created_at DESC, k.id")
                .bind("organisation", organisation.value())
                .map((row, context) -> key(row))
                .list());
    }

    private static void insert(Handle handle, ApiKey key, Digest digest) {
        handle.createUpdate("INSERT INTO api_keys (id, organization_id, name, prefix, first_four, last_four, digest,"
                        + " scopes, domains, allowed_addresses, requests_per_minute, created_at, created_by,"
                        + " expires_at, login_session_id, rotated_from) VALUES (:id, :organisation, :name, :prefix,"
                        + " :first, :last, :digest, :scopes, :domains, :addresses, :rate, :created, :by, :expires,"
                        + " :session, :rotated)")
                .bind("id", key.id())
                .bind("organisation", key.organisation().value())
                .bind("name", key.name())
                .bind("prefix", key.prefix())
                .bind("first", key.firstFour())
                .bind("last", key.lastFour())
                .bind("digest", digest.hex())
                .bind("scopes", key.scopes().stream().map(Scope::text).sorted().collect(Collectors.joining(" ")))
                .bind(
                        "domains",
                        words(
                                key.domains() == null
                                        ? null
                                        : key.domains().stream().sorted().toList()))
                .bind("addresses", words(key.allowedAddresses()))
                .bind("rate", key.requestsPerMinute())
                .bind("created", key.createdAt().toEpochMilli())
                .bind("by", key.createdBy())
                .bind(
                        "expires",
                        key.expiresAt() == null ? null : key.expiresAt().toEpochMilli())
                .bind("session", key.loginSession())
                .bind("rotated", key.rotatedFrom())
                .execute();
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                new OrganisationId(row.getString("organization_id")),
                OrganisationType.find(row.getString("org_type")).orElseThrow(),
                row.getString("name"),
                row.getString("first_four"),
                row.getString("last_four"),
                Arrays.stream(row.getString("scopes").split(" ", -1))
                        .flatMap(text -> Scope.find(text).stream())
                        .collect(Collectors.toSet()),
                set(words(row, "domains")),
                words(row, "allowed_addresses"),
                number(row, "requests_per_minute"),
                instant(row, "expires_at"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("created_by"),
                row.getString("login_session_id"),
                row.getString("rotated_from"),
                revocation(row),
                lastUse(row));
    }

    private static ApiKey.@Nullable Revocation revocation(ResultSet row) throws SQLException {
        Instant at = instant(row, "revoked_at");
        return at == null
                ? null
                : new ApiKey.Revocation(at, row.getString("revoked_by"), row.getString("revoked_reason"));
    }

    private static ApiKey.@Nullable LastUse lastUse(ResultSet row) throws SQLException {
        Instant at = instant(row, "last_used_at");
        return at == null
                ? null
                : new ApiKey.LastUse(at, row.getString("last_used_address"), row.getString("last_used_user_agent"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable String words(@Nullable List<String> words) {
        return words == null ? null : String.join(" ", words);
    }

    private static @Nullable List<String> words(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : List.of(text.split(" ", -1));
    }

    private static @Nullable Set<String> set(@Nullable List<String> words) {
        return words == null ? null : Set.copyOf(words);
    }
}
