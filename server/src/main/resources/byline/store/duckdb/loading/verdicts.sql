-- Keeps the verdicts on earlier events, from the events just loaded; the first verdict on an event counts. In no order.
INSERT INTO verdicts
SELECT DISTINCT ON (reporter, event_id) reporter, event_id, verified, evidence
FROM (
    SELECT reporter, CAST(json_extract_string(rest, '$.event_id') AS UUID) AS event_id, verified, evidence, seq
    FROM events
    WHERE seq > CAST(:seq AS BIGINT) AND type = 'byline.verdict' AND verified IS NOT NULL
)
ANTI JOIN verdicts USING (reporter, event_id)
ORDER BY reporter, event_id, seq
