package byline.identity;

import byline.identity.MailTransport.Mail;
import byline.keys.OrganisationId;
import byline.keys.Role;

/// Mails to the people who look after an organisation. No request waits for one.
final class OrganisationMail {
    private final Members members;
    private final Outbox outbox;

    OrganisationMail(Members members, Outbox outbox) {
        this.members = members;
        this.outbox = outbox;
    }

    /// Sends to every member with at least this role.
    void send(OrganisationId organisation, Role least, String subject, String text) {
        outbox.later(() -> members.list(organisation).stream()
                .filter(member -> member.role().atLeast(least))
                .forEach(member -> outbox.send(new Mail(member.email(), subject, text))));
    }
}
