package byline.telemetry;

import byline.identity.OrganisationSettings;
import byline.keys.OrganisationId;
import byline.wire.Parser;
import byline.wire.PrivacyLevel;

/// The parser as each organisation wants it: nothing leaves it that the organisation does not want to be kept.
final class Parsers {
    private final Parser parser;
    private final OrganisationSettings settings;

    Parsers(Parser parser, OrganisationSettings settings) {
        this.parser = parser;
        this.settings = settings;
    }

    Parser of(OrganisationId reporter) {
        String floor = settings.of(reporter).privacyFloor();
        return parser.reducingTo(PrivacyLevel.find(floor).orElse(PrivacyLevel.MINIMAL));
    }
}
