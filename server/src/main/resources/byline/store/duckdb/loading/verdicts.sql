-- Keeps the verdicts on earlier events, from the events just loaded. In no order.
INSERT INTO verdicts
SELECT reporter, CAST(json_extract_string(rest, '$.event_id') AS UUID), verified, evidence
FROM events
WHERE seq > CAST(:seq AS BIGINT) AND type = 'byline.verdict' AND verified IS NOT NULL
