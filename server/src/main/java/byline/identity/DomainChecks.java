package byline.identity;

import byline.identity.MailTransport.Mail;
import byline.keys.Actor;
import byline.keys.Role;
import byline.verify.DomainLooks;
import byline.verify.Sighting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Looks once a day whether every proof still stands. One that has been missing for seven days is lost, after mails
/// on the first and the sixth.
final class DomainChecks {
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration LOST_AFTER = Duration.ofDays(7);
    private static final Duration LAST_WARNING = Duration.ofDays(6);

    private final Domains domains;
    private final DomainLooks looks;
    private final Members members;
    private final Outbox outbox;
    private final Clock clock;

    DomainChecks(Domains domains, DomainLooks looks, Members members, Outbox outbox, Clock clock) {
        this.domains = domains;
        this.looks = looks;
        this.members = members;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Looks at every proof that has not been looked at for a day.
    void run() {
        Instant now = clock.instant();
        domains.listVerified().stream()
                .filter(domain -> domain.checkedAt() == null
                        || !domain.checkedAt().plus(EVERY).isAfter(now))
                .filter(domain -> !"operator".equals(domain.verificationMethod()))
                .forEach(domain -> check(domain, now));
    }

    private void check(Domain domain, Instant now) {
        Sighting sighting = looks.look(domain.domain());
        if (sighting.shows(domain.proof())) {
            domains.checked(domain, null, null);
            return;
        }
        Instant since = domain.failingSince() == null ? now : domain.failingSince();
        Duration missing = Duration.between(since, now);
        if (missing.compareTo(LOST_AFTER) >= 0) {
            domains.lose(Actor.SERVER, domain);
            mail(domain, "is no longer verified", "The proof has been missing for seven days.");
            return;
        }
        Instant warned = domain.warnedAt();
        boolean first = warned == null;
        boolean last =
                warned != null && warned.isBefore(since.plus(LAST_WARNING)) && missing.compareTo(LAST_WARNING) >= 0;
        domains.checked(domain, since, first || last ? now : warned);
        if (first || last) {
            mail(
                    domain,
                    "is about to lose its verification",
                    "The proof was not found. Put it back within seven days of " + since + ":\n\n" + domain.proof());
        }
    }

    private void mail(Domain domain, String what, String text) {
        members.list(domain.organizationId()).stream()
                .filter(member -> member.role().atLeast(Role.ADMIN))
                .forEach(member -> outbox.later(
                        () -> outbox.send(new Mail(member.email(), domain.domain() + " " + what, text + "\n"))));
    }
}
