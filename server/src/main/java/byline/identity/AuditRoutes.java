package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.keys.AuditEntry;
import byline.keys.AuditLog;
import byline.keys.Role;
import java.util.List;
import java.util.function.Function;

/// What was changed in the active organisation, by whom and from where, for its owners and admins; and what the
/// signed-in person did, for that person.
final class AuditRoutes {
    private static final int MOST = 1_000;

    private final AuditLog audit;
    private final People people;

    AuditRoutes(AuditLog audit, People people) {
        this.audit = audit;
        this.people = people;
    }

    void register(Routes routes) {
        routes.get("/api/v1/identity/audit-log", this::list).get("/api/v1/identity/me/audit-log", this::own);
    }

    private Reply list(Request request) {
        People.Member member = people.require(request, Role.ADMIN);
        return page(request, slice -> audit.list(member.organisation(), slice));
    }

    private Reply own(Request request) {
        String user = people.require(request).userId();
        return page(request, slice -> audit.listOf(user, slice));
    }

    private static Reply page(Request request, Function<AuditLog.Slice, List<AuditEntry>> list) {
        int limit = (int) number(request, "limit", 100, MOST);
        long below = number(request, "cursor", Long.MAX_VALUE, Long.MAX_VALUE);
        List<AuditEntry> entries = list.apply(new AuditLog.Slice(below, limit));
        String next =
                entries.size() < limit ? null : String.valueOf(entries.getLast().number());
        return Reply.ok(new Page<>(entries, next));
    }

    private static long number(Request request, String name, long fallback, long most) {
        Refusal refused = new Refusal(Code.INVALID_PARAMETER, name + " must be a whole number, 1 to " + most);
        try {
            long value = request.query(name).map(Long::parseLong).orElse(fallback);
            if (value < 1 || value > most) {
                throw refused;
            }
            return value;
        } catch (NumberFormatException notANumber) {
            throw refused;
        }
    }
}
