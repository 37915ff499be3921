-- The events, how sessions ended, and up to which segment of the commit log they are loaded.
CREATE TABLE events (
    seq                  BIGINT NOT NULL, -- segment * 2^24 + line: grows as events are loaded, never changes
    id                   UUID NOT NULL,
    type                 VARCHAR NOT NULL,
    timestamp            TIMESTAMP NOT NULL,
    received_at          TIMESTAMP NOT NULL,
    reporter             VARCHAR NOT NULL,
    owner                VARCHAR,
    conflict             VARCHAR,
    site                 VARCHAR,
    quarantine           VARCHAR,
    content_url          VARCHAR,
    content_host         VARCHAR,
    content_path         VARCHAR,
    content_id           VARCHAR,
    license_ref          VARCHAR,
    terms_ref            VARCHAR,
    session_id           UUID,
    turn_id              VARCHAR,
    output_id            VARCHAR,
    output_element_id    VARCHAR,
    citation_id          UUID,
    presentation_id      UUID,
    content_telemetry_id UUID,
    ctx_token            VARCHAR,
    source_role          VARCHAR,
    platform_id          VARCHAR,
    agent_id             VARCHAR,
    bot_name             VARCHAR,
    bot_company          VARCHAR,
    purpose              VARCHAR,
    user_agent           VARCHAR,
    verified             VARCHAR,
    status               INTEGER,
    country              VARCHAR,
    city                 VARCHAR,
    asn                  VARCHAR,
    source               VARCHAR,
    referrer             VARCHAR,
    event                VARCHAR,
    value                DOUBLE,
    currency             VARCHAR,
    rest                 VARCHAR NOT NULL
);

CREATE TABLE session_ends (
    reporter   VARCHAR NOT NULL,
    session_id UUID    NOT NULL,
    rest       VARCHAR NOT NULL,
    PRIMARY KEY (reporter, session_id)
);

CREATE TABLE loaded (
    segment BIGINT NOT NULL,
    events  BIGINT NOT NULL
);

INSERT INTO loaded VALUES (0, 0);
