package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.OrganisationSettings.Settings;
import byline.keys.Role;
import java.time.ZoneId;
import java.util.Set;

/// What an organisation decides about its data.
final class SettingsRoutes {
    private static final int LONGEST_RETENTION = 3_650;
    private static final Set<String> PRIVACY = Set.of("minimal", "intent", "summary", "full");

    private final OrganisationSettings settings;
    private final OrganisationAccess access;

    SettingsRoutes(OrganisationSettings settings, OrganisationAccess access) {
        this.settings = settings;
        this.access = access;
    }

    void register(Routes routes) {
        routes.get("/api/v1/identity/organizations/{id}/settings", this::show)
                .patch("/api/v1/identity/organizations/{id}/settings", this::change);
    }

    private Reply show(Request request) {
        return Reply.ok(
                settings.of(access.require(request, Role.VIEWER).organisation().id()));
    }

    private Reply change(Request request) {
        OrganisationAccess.Access to = access.require(request, Role.ADMIN);
        Settings wish = request.patch(settings.of(to.organisation().id()), Settings.class);
        if (wish.retentionDays() < 1 || wish.retentionDays() > LONGEST_RETENTION) {
            throw new Refusal(Code.INVALID_PARAMETER, "retention_days must be 1 to " + LONGEST_RETENTION);
        }
        if (!ZoneId.getAvailableZoneIds().contains(String.valueOf(wish.timeZone()))) {
            throw new Refusal(Code.INVALID_PARAMETER, "time_zone must be an IANA name such as Europe/Berlin");
        }
        if (!PRIVACY.contains(String.valueOf(wish.privacyFloor()))) {
            throw new Refusal(Code.INVALID_PARAMETER, "privacy_floor must be minimal, intent, summary or full");
        }
        settings.change(to.actor(), to.organisation().id(), wish);
        return show(request);
    }
}
