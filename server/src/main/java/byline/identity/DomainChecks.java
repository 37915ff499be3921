package byline.identity;

import byline.keys.Actor;
import byline.keys.Role;
import byline.verify.DomainLooks;
import java.time.Clock;
import java.time.Instant;

/// Looks once a day whether every domain's proof still stands.
final class DomainChecks {
    private final Domains domains;
    private final DomainLooks looks;
    private final OrganisationMail mail;
    private final Clock clock;

    DomainChecks(Domains domains, DomainLooks looks, OrganisationMail mail, Clock clock) {
        this.domains = domains;
        this.looks = looks;
        this.mail = mail;
        this.clock = clock;
    }

    /// Looks at every proof that has not been looked at for a day.
    void run() {
        Instant now = clock.instant();
        domains.listVerified().stream()
                .filter(domain -> Missing.isDue(domain.checkedAt(), now))
                .filter(domain -> !"operator".equals(domain.verificationMethod()))
                .forEach(domain -> check(domain, now));
    }

    private void check(Domain domain, Instant now) {
        if (looks.look(domain.domain()).shows(domain.proof())) {
            domains.checked(domain, null, null);
            return;
        }
        Missing missing = Missing.since(domain.failingSince(), domain.warnedAt(), now);
        switch (missing.step(now)) {
            case WAIT -> domains.checked(domain, missing.since(), missing.warnedAt());
            case WARN -> {
                domains.checked(domain, missing.since(), now);
                mail(
                        domain,
                        "is about to lose its verification",
                        "The proof was not found. Put it back within seven days of " + missing.since() + ":\n\n"
                                + domain.proof());
            }
            case LOSE -> {
                domains.lose(Actor.SERVER, domain);
                mail(domain, "is no longer verified", "The proof has been missing for seven days.");
            }
        }
    }

    private void mail(Domain domain, String what, String text) {
        mail.send(domain.organizationId(), Role.ADMIN, domain.domain() + " " + what, text + "\n");
    }
}
