package byline.report;

import byline.store.Events.Row;

/// How many visits of bots have which verdict on who they were; each visit has one.
///
/// @param verified proved to be the bot they name
/// @param failed impostors: they name a bot, and the check contradicts it
/// @param notVerifiable of bots whose operators offer no way to check
/// @param unknown there was nothing to check, or no answer yet
record Verdicts(long verified, long failed, long notVerifiable, long unknown) {
    static final Verdicts NONE = new Verdicts(0, 0, 0, 0);

    /// Of a row that has a `count`, and of it those with each verdict that is known.
    static Verdicts of(Row row) {
        long verified = row.number("verified");
        long failed = row.number("failed");
        long notVerifiable = row.number("not_verifiable");
        return new Verdicts(verified, failed, notVerifiable, row.number("count") - verified - failed - notVerifiable);
    }

    Verdicts plus(Verdicts more) {
        return new Verdicts(
                verified + more.verified,
                failed + more.failed,
                notVerifiable + more.notVerifiable,
                unknown + more.unknown);
    }

    long total() {
        return verified + failed + notVerifiable + unknown;
    }
}
