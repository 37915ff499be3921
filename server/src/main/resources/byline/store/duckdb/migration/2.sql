-- How sessions began, and how each event came in.
CREATE TABLE session_starts (
    reporter    VARCHAR   NOT NULL,
    session_id  UUID      NOT NULL,
    timestamp   TIMESTAMP NOT NULL,
    platform_id VARCHAR,
    agent_id    VARCHAR,
    rest        VARCHAR   NOT NULL,
    PRIMARY KEY (reporter, session_id)
);

INSERT INTO session_starts
SELECT DISTINCT ON (reporter, session_id) reporter, session_id, timestamp, platform_id, agent_id, rest
FROM events
WHERE type = 'byline.session_started' AND session_id IS NOT NULL
ORDER BY reporter, session_id, seq;

ALTER TABLE events ADD COLUMN signed_by VARCHAR;
ALTER TABLE events ADD COLUMN normalised VARCHAR;
ALTER TABLE events ADD COLUMN envelope VARCHAR;
