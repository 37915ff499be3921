package byline.identity;

import byline.database.IdentityDatabase;
import byline.keys.ApiKeys;
import byline.keys.Keys;
import byline.keys.OrganisationId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// What has to happen without anybody asking: expired things go, deleted organisations are purged, proofs are
/// re-checked.
final class Housekeeping implements AutoCloseable {
    private static final Logger log = System.getLogger("byline.identity");
    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final Duration LINKS_KEPT = Duration.ofDays(1);

    private final IdentityDatabase database;
    private final ApiKeys keys;
    private final LoginSessions sessions;
    private final Runnable checks;
    private final Consumer<OrganisationId> forget;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("housekeeping").factory());

    /// @param checks looks for proofs again
    /// @param forget takes a purged organisation out of memory
    Housekeeping(
            Keys.Foundation foundation,
            ApiKeys keys,
            LoginSessions sessions,
            Runnable checks,
            Consumer<OrganisationId> forget) {
        this.database = foundation.database();
        this.keys = keys;
        this.sessions = sessions;
        this.checks = checks;
        this.forget = forget;
        this.clock = foundation.clock();
        var unused =
                timer.scheduleWithFixedDelay(this::quietly, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void quietly() {
        try {
            run();
        } catch (RuntimeException failure) {
            log.log(Level.ERROR, "housekeeping failed; it is tried again later", failure);
        }
    }

    /// Does all of it once.
    void run() {
        keys.forgetExpired();
        sessions.forgetExpired();
        database.run(handle -> {
            forget(handle, "magic_links", clock.millis() - LINKS_KEPT.toMillis());
            forget(handle, "provider_sign_ins", clock.millis());
            forget(handle, "invitations", clock.millis());
        });
        purge();
        checks.run();
    }

    private static void forget(Handle handle, String table, long before) {
        handle.createUpdate("DELETE FROM <table> WHERE expires_at < :before")
                .define("table", table)
                .bind("before", before)
                .execute();
    }

    /// Past their grace period organisations keep their id alone, which stored events refer to.
    private void purge() {
        database.run(handle -> handle.createQuery("SELECT id FROM organizations WHERE purge_after < :now")
                .bind("now", clock.millis())
                .mapTo(String.class)
                .list()
                .forEach(id -> {
                    purge(handle, id);
                    forget.accept(new OrganisationId(id));
                }));
    }

    private static void purge(Handle handle, String id) {
        for (String table : List.of(
                "api_keys",
                "sites",
                "domains",
                "identifier_prefixes",
                "hosted_manifests",
                "invitations",
                "organization_settings",
                "organization_plans",
                "monthly_events",
                "members")) {
            handle.createUpdate("DELETE FROM <table> WHERE organization_id = :id")
                    .define("table", table)
                    .bind("id", id)
                    .execute();
        }
        handle.createUpdate("DELETE FROM delegations WHERE grantor = :id OR grantee = :id")
                .bind("id", id)
                .execute();
        handle.createUpdate("UPDATE login_sessions SET organization_id = NULL WHERE organization_id = :id")
                .bind("id", id)
                .execute();
        handle.createUpdate("UPDATE organizations SET name = '', slug = id, purge_after = NULL WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
