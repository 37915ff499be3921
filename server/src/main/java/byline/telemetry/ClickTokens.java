package byline.telemetry;

import byline.http.Code;
import byline.http.Refusal;
import byline.keys.OrganisationId;
import byline.store.Events;
import byline.store.Events.Row;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The click tokens that agents made, here or by themselves, and what each stands for.
final class ClickTokens {
    private static final int RANDOM_BYTES = 32;

    private final Events events;
    private final Stamps stamps;
    private final SecureRandom random;
    private final Clock clock;

    ClickTokens(Events events, Stamps stamps, SecureRandom random, Clock clock) {
        this.events = events;
        this.stamps = stamps;
        this.random = random;
        this.clock = clock;
    }

    /// What a token was seen on.
    ///
    /// @param presentation null where only a link was named
    record Binding(
            OrganisationId issuer,
            UUID session,
            @Nullable UUID presentation,
            @Nullable String contentUrl,
            @Nullable String contentId,
            Instant since) {}

    /// @param text the token an agent made by itself, null for a new one
    record Wish(
            UUID session,
            String contentUrl,
            @Nullable UUID presentation,
            @Nullable String text) {}

    /// Keeps a token; the same wish again answers the token as it was.
    ///
    /// @throws Refusal `CONFLICT` for a token that stands for something else of the same organisation
    ClickToken mint(OrganisationId issuer, Wish wish) {
        Instant now = clock.instant();
        if (wish.text() == null) {
            return keep(issuer, new ClickToken(fresh(), wish.session(), wish.contentUrl(), wish.presentation(), now));
        }
        List<Binding> own = list(wish.text()).stream()
                .filter(binding -> binding.issuer().equals(issuer))
                .toList();
        if (own.stream().anyMatch(binding -> !isSame(binding, wish))) {
            throw new Refusal(Code.CONFLICT, "This token stands for another presentation already; make a new one");
        }
        Instant since = own.stream().map(Binding::since).findFirst().orElse(now);
        ClickToken token = new ClickToken(wish.text(), wish.session(), wish.contentUrl(), wish.presentation(), since);
        return own.isEmpty() ? keep(issuer, token) : token;
    }

    /// What a token stands for, if it is alive and was seen on one presentation only.
    Optional<Binding> find(String text) {
        List<Binding> seen = list(text);
        boolean one = seen.stream().map(Binding::issuer).distinct().count() == 1
                && seen.stream().map(Binding::session).distinct().count() == 1
                && seen.stream()
                                .map(Binding::presentation)
                                .filter(Objects::nonNull)
                                .distinct()
                                .count()
                        <= 1;
        return one
                ? seen.stream()
                        .filter(binding -> binding.presentation() != null)
                        .findFirst()
                        .or(() -> seen.stream().findFirst())
                        .filter(binding ->
                                clock.instant().isBefore(seen.getFirst().since().plus(ClickToken.LIFETIME)))
                : Optional.empty();
    }

    private ClickToken keep(OrganisationId issuer, ClickToken token) {
        events.append(List.of(stamps.token(issuer, token)));
        return token;
    }

    private List<Binding> list(String text) {
        return events.read("telemetry/click_token", Map.of("token", text), ClickTokens::binding);
    }

    private static boolean isSame(Binding binding, Wish wish) {
        return binding.session().equals(wish.session())
                && (binding.presentation() == null
                        || wish.presentation() == null
                        || binding.presentation().equals(wish.presentation()))
                && (binding.contentUrl() == null || binding.contentUrl().equals(wish.contentUrl()));
    }

    private static Binding binding(Row row) {
        String presentation = row.text("presentation_id");
        return new Binding(
                new OrganisationId(Objects.requireNonNull(row.text("reporter"))),
                UUID.fromString(Objects.requireNonNull(row.text("session_id"))),
                presentation == null ? null : UUID.fromString(presentation),
                row.text("content_url"),
                row.text("content_id"),
                Objects.requireNonNull(row.instant("timestamp")));
    }

    private String fresh() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return "ct_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
