package byline.identity;

import byline.database.IdentityDatabase;
import byline.http.Json;
import byline.keys.Actor;
import byline.keys.AuditLog;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// What organisations have decided about their data; in memory, since ingest and reads ask for it.
public final class OrganisationSettings {
    /// Days events are kept until an organisation chooses.
    public static final int USUAL_RETENTION = 400;

    private static final String ROW = "settings";

    /// @param shareSessionsViaClickTokens agents: whether a click token tells its owner about the session
    /// @param visibleInClickTokenLookups owners: whether others' look-ups may name this owner's content
    /// @param contributingSourceDisclosure owners: whether its sources show to others of the same turn
    /// @param retentionDays how long events are kept
    /// @param timeZone IANA name of the days of sites made from now on
    /// @param privacyFloor least that turns are reduced to when stored: `full` keeps what came, `minimal` the least
    public record Settings(
            boolean shareSessionsViaClickTokens,
            boolean visibleInClickTokenLookups,
            boolean contributingSourceDisclosure,
            int retentionDays,
            String timeZone,
            String privacyFloor) {
        static final Settings DEFAULT = new Settings(false, false, false, USUAL_RETENTION, "UTC", "full");
    }

    private final Map<OrganisationId, Settings> known = new ConcurrentHashMap<>();
    private final IdentityDatabase database;
    private final AuditLog audit;

    OrganisationSettings(Keys.Foundation foundation, AuditLog audit) {
        this.database = foundation.database();
        this.audit = audit;
        database.read(handle -> handle.createQuery("SELECT organization_id, value FROM organization_settings")
                        .map((row, context) -> Map.entry(
                                new OrganisationId(row.getString("organization_id")),
                                Json.read(row.getString("value").getBytes(StandardCharsets.UTF_8), Settings.class)))
                        .list())
                .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    }

    /// The settings of an organisation, the defaults until it has chosen. No I/O.
    public Settings of(OrganisationId organisation) {
        return known.getOrDefault(organisation, Settings.DEFAULT);
    }

    /// Days that organisations keep events, of those that have chosen. No I/O.
    public Map<String, Integer> retentionDays() {
        return known.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> entry.getKey().value(), entry -> entry.getValue()
                        .retentionDays()));
    }

    void change(Actor actor, OrganisationId organisation, Settings settings) {
        database.run(handle -> {
            handle.createUpdate("INSERT INTO organization_settings (organization_id, name, value)"
                            + " VALUES (:organisation, :name, :value)"
                            + " ON CONFLICT (organization_id, name) DO UPDATE SET value = excluded.value")
                    .bind("organisation", organisation.value())
                    .bind("name", ROW)
                    .bind("value", new String(Json.write(settings), StandardCharsets.UTF_8))
                    .execute();
            Map<String, ?> before = Map.of("settings", of(organisation));
            Map<String, ?> after = Map.of("settings", settings);
            audit.add(
                    handle,
                    new AuditLog.Change(actor, organisation, "settings.changed", organisation.value(), before, after));
            known.put(organisation, settings);
        });
    }
}
