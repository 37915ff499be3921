package byline.identity;

import byline.database.IdentityDatabase;
import byline.identity.Sites.Site;
import byline.keys.Keys;
import byline.keys.SecretText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/// Who wants a mail about a site every week. Nobody does before they say so, and one click ends it.
public final class WeeklyMails {
    private final IdentityDatabase database;
    private final SecureRandom random;
    private final Clock clock;

    WeeklyMails(Keys.Foundation foundation) {
        this.database = foundation.database();
        this.random = foundation.random();
        this.clock = foundation.clock();
    }

    /// @param token ends it, for whoever has the mail
    /// @param lastWeek first day of the last week that was written about
    public record Wish(String site, String user, String email, String token, LocalDate lastWeek) {}

    /// The first day of the last whole week of a site's calendar.
    public LocalDate lastWeek(Site site) {
        return LocalDate.ofInstant(clock.instant(), site.timeZone())
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(1);
    }

    /// From the next whole week on.
    public void begin(Site site, String user) {
        database.run(handle -> handle.createUpdate(
                        "INSERT INTO weekly_mails (site_id, user_id, token, last_week, created_at)"
                                + " VALUES (:site, :user, :token, :week, :now) ON CONFLICT DO NOTHING")
                .bind("site", site.id())
                .bind("user", user)
                .bind("token", SecretText.id("uns_", random))
                .bind("week", lastWeek(site).toString())
                .bind("now", clock.millis())
                .execute());
    }

    public void end(Site site, String user) {
        database.run(handle ->
                handle.execute("DELETE FROM weekly_mails WHERE site_id = ? AND user_id = ?", site.id(), user));
    }

    /// Ends it for whoever got a mail with this token; a token nobody has changes nothing.
    public void end(String token) {
        database.run(handle -> handle.execute("DELETE FROM weekly_mails WHERE token = ?", token));
    }

    public boolean isWanted(Site site, String user) {
        return list().stream()
                .anyMatch(wish -> wish.site().equals(site.id()) && wish.user().equals(user));
    }

    /// Every wish of somebody who still is a member, for a site that is still there.
    public List<Wish> list() {
        return database.read(handle -> handle.createQuery(
                        "SELECT w.site_id, w.user_id, u.email, w.token, w.last_week FROM weekly_mails w"
                                + " JOIN users u ON u.id = w.user_id"
                                + " JOIN sites s ON s.id = w.site_id AND s.deleted_at IS NULL"
                                + " JOIN members m ON m.organization_id = s.organization_id AND m.user_id = w.user_id"
                                + " ORDER BY w.created_at, w.token")
                .map((row, context) -> new Wish(
                        row.getString("site_id"),
                        row.getString("user_id"),
                        row.getString("email"),
                        row.getString("token"),
                        LocalDate.parse(row.getString("last_week"))))
                .list());
    }

    /// Takes a week for oneself before its mail is sent, so that no other run sends it too.
    ///
    /// @return false when it is taken already
    public boolean claim(Wish wish, LocalDate week) {
        int[] changed = new int[1];
        database.run(handle -> changed[0] = handle.createUpdate(
                        "UPDATE weekly_mails SET last_week = :week WHERE token = :token AND last_week < :week")
                .bind("week", week.toString())
                .bind("token", wish.token())
                .execute());
        return changed[0] == 1;
    }

    /// Gives a week back whose mail nobody took.
    public void release(Wish wish) {
        database.run(handle -> handle.execute(
                "UPDATE weekly_mails SET last_week = ? WHERE token = ?",
                wish.lastWeek().toString(),
                wish.token()));
    }
}
