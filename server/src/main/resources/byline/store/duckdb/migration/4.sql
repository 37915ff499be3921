-- Whose manifest stands behind an event and what it declares; what proved a verdict, and verdicts that came later.
ALTER TABLE events ADD COLUMN manifest VARCHAR;
ALTER TABLE events ADD COLUMN evidence VARCHAR;

UPDATE events
SET manifest = json_extract_string(envelope, '$.manifest_ref')
WHERE contains(envelope, 'manifest_ref');

CREATE TABLE declared_coverage (
    reporter  VARCHAR   NOT NULL,
    manifest  VARCHAR   NOT NULL,
    timestamp TIMESTAMP NOT NULL,
    coverage  VARCHAR   NOT NULL
);

CREATE TABLE verdicts (
    reporter VARCHAR NOT NULL,
    event_id UUID    NOT NULL,
    verdict  VARCHAR NOT NULL,
    evidence VARCHAR
);
