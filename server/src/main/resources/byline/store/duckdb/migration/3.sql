-- Which click token stands for which presentation, and the jobs that give events to their owners later.
CREATE TABLE click_tokens (
    token           VARCHAR   NOT NULL,
    reporter        VARCHAR   NOT NULL,
    session_id      UUID      NOT NULL,
    presentation_id UUID,
    content_url     VARCHAR,
    content_id      VARCHAR,
    timestamp       TIMESTAMP NOT NULL
);

INSERT INTO click_tokens
SELECT ctx_token, reporter, session_id, presentation_id, content_url, content_id, timestamp
FROM events
WHERE type = 'content_engaged' AND ctx_token IS NOT NULL AND session_id IS NOT NULL AND presentation_id IS NOT NULL;

CREATE INDEX click_tokens_by_token ON click_tokens (token);

CREATE TABLE restamps (
    id           VARCHAR   NOT NULL PRIMARY KEY,
    organisation VARCHAR   NOT NULL,
    kind         VARCHAR   NOT NULL,
    subject      VARCHAR   NOT NULL,
    requested_at TIMESTAMP NOT NULL,
    days         BIGINT    NOT NULL,
    days_done    BIGINT    NOT NULL,
    changed      BIGINT    NOT NULL,
    finished_at  TIMESTAMP
);
