package byline.report;

import byline.identity.MailTransport;
import byline.identity.MailTransport.Mail;
import byline.identity.Sites;
import byline.identity.Sites.Site;
import byline.identity.WeeklyMails;
import byline.identity.WeeklyMails.Wish;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Sends the weekly mails: on Monday morning of each site's calendar, about the week before, once. A week is taken
/// before its mail is sent and given back when nobody took the mail; a server that dies in between sends it never, not
/// twice.
public final class WeeklyPost implements AutoCloseable {
    private static final Logger log = System.getLogger("byline.mail");
    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final LocalTime MORNING = LocalTime.of(7, 0);

    private final SiteReports reports;
    private final Sites sites;
    private final Office office;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("weekly-mail").factory());

    /// Who wants mails, and how they leave.
    ///
    /// @param address of this server, for links
    public record Office(WeeklyMails mails, MailTransport transport, URI address) {}

    WeeklyPost(SiteReports reports, Sites sites, Office office, Clock clock) {
        this.reports = reports;
        this.sites = sites;
        this.office = office;
        this.clock = clock;
    }

    /// From now on looks what is due.
    public WeeklyPost start() {
        var unused = timer.scheduleWithFixedDelay(this::run, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        return this;
    }

    /// Sends what is due.
    void run() {
        try {
            for (Wish wish : office.mails().list()) {
                sites.find(wish.site()).ifPresent(site -> look(site, wish));
            }
        } catch (RuntimeException failure) {
            log.log(Level.ERROR, "weekly mails failed; they are tried again later", failure);
        }
    }

    private void look(Site site, Wish wish) {
        LocalDate week = office.mails().lastWeek(site);
        boolean due = !clock.instant()
                .isBefore(week.plusWeeks(1)
                        .atTime(MORNING)
                        .atZone(site.timeZone())
                        .toInstant());
        if (due && wish.lastWeek().isBefore(week) && office.mails().claim(wish, week)) {
            try {
                office.transport().send(mail(site, wish, week));
            } catch (RuntimeException refused) {
                office.mails().release(wish);
                log.log(Level.WARNING, "weekly mail not sent; it is tried again later", refused);
            }
        }
    }

    private Mail mail(Site site, Wish wish, LocalDate week) {
        SitePeriod period = new SitePeriod(week, week.plusDays(6), site.timeZone());
        String stop = office.address() + "/unsubscribe/" + wish.token();
        WeeklyLetter letter = new WeeklyLetter(site.domain(), reports.stats(site, period, Classification.THEN), stop);
        return new Mail(
                wish.email(),
                letter.subject(),
                letter.text(),
                letter.html(),
                Map.of("List-Unsubscribe", "<" + stop + ">", "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
