package byline.identity;

import byline.identity.IdentifierPrefixes.Prefix;
import byline.keys.Actor;
import byline.keys.Role;
import byline.verify.DomainLooks;
import java.time.Clock;
import java.time.Instant;

/// Looks once a day whether the manifest of its domain still names every prefix. A prefix goes with its domain at once.
final class PrefixChecks {
    private final IdentifierPrefixes prefixes;
    private final ContentOwners owners;
    private final DomainLooks looks;
    private final OrganisationMail mail;
    private final Clock clock;

    PrefixChecks(
            IdentifierPrefixes prefixes, ContentOwners owners, DomainLooks looks, OrganisationMail mail, Clock clock) {
        this.prefixes = prefixes;
        this.owners = owners;
        this.looks = looks;
        this.mail = mail;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.instant();
        for (IdentifierPrefixes.Proved one : prefixes.listProved()) {
            Prefix prefix = one.prefix();
            if (!owners.domains(prefix.organizationId()).contains(prefix.domain())) {
                lose(prefix, "Its domain " + prefix.domain() + " is no longer verified.");
            } else if (Missing.isDue(one.checkedAt(), now)) {
                check(one, now);
            }
        }
    }

    private void check(IdentifierPrefixes.Proved one, Instant now) {
        Prefix prefix = one.prefix();
        if (looks.identifierPrefixes(prefix.domain()).contains(prefix.prefix())) {
            prefixes.checked(prefix, null, null);
            return;
        }
        Missing missing = Missing.since(one.failingSince(), one.warnedAt(), now);
        switch (missing.step(now)) {
            case WAIT -> prefixes.checked(prefix, missing.since(), missing.warnedAt());
            case WARN -> {
                prefixes.checked(prefix, missing.since(), now);
                mail(
                        prefix,
                        "is about to lose its verification",
                        "The manifest of " + prefix.domain() + " does not name it. Put it back within seven days of "
                                + missing.since() + ".");
            }
            case LOSE -> lose(prefix, "The manifest of " + prefix.domain() + " has not named it for seven days.");
        }
    }

    private void lose(Prefix prefix, String why) {
        prefixes.lose(Actor.SERVER, prefix);
        mail(prefix, "is no longer verified", why);
    }

    private void mail(Prefix prefix, String what, String text) {
        mail.send(prefix.organizationId(), Role.ADMIN, prefix.prefix() + " " + what, text + "\n");
    }
}
