package byline.identity;

import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.Delegations.Direction;
import byline.keys.AuditLog;
import byline.keys.OrganisationId;
import byline.keys.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everything the identity plane knows of an organisation, for its owners to take away; no secrets.
final class ExportRoutes {
    private static final int AUDIT_PAGE = 1_000;

    private final OrganisationAccess access;
    private final Identity identity;

    ExportRoutes(OrganisationAccess access, Identity identity) {
        this.access = access;
        this.identity = identity;
    }

    void register(Routes routes) {
        routes.get("/api/v1/identity/organizations/{id}/export", this::export);
    }

    private Reply export(Request request) {
        Organisations.Organisation one = access.require(request, Role.OWNER).organisation();
        OrganisationId id = one.id();
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("organization", OrganisationRoutes.Shown.of(one));
        parts.put("settings", identity.settings().of(id));
        parts.put("members", identity.members().list(id));
        parts.put("domains", identity.domains().list(id));
        parts.put("identifier_prefixes", identity.prefixes().list(id));
        parts.put("sites", identity.sites().list(id));
        parts.put(
                "api_keys",
                identity.keys().apiKeys().list(id).stream()
                        .map(key -> ShownKey.of(key, Instant.EPOCH))
                        .toList());
        parts.put("delegations_granted", identity.delegations().list(id, Direction.GRANTED));
        parts.put("delegations_received", identity.delegations().list(id, Direction.RECEIVED));
        parts.put("audit_log", audit(id));
        return Reply.ok(parts).header("Content-Disposition", "attachment; filename=\"" + one.slug() + ".json\"");
    }

    private List<Object> audit(OrganisationId id) {
        AuditLog audit = identity.keys().audit();
        List<Object> entries = new ArrayList<>();
        long below = Long.MAX_VALUE;
        while (true) {
            var page = audit.list(id, new AuditLog.Slice(below, AUDIT_PAGE));
            entries.addAll(page);
            if (page.size() < AUDIT_PAGE) {
                return entries;
            }
            below = page.getLast().number();
        }
    }
}
