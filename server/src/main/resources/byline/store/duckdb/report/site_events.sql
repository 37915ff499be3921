-- A page of a site's events: newest first, then by id.
-- before and before_id name the last event of the page before; offset leaves out what of it was shown already.
SELECT
    id, type, timestamp, content_path, bot_name, bot_company, purpose,
    COALESCE(verdicts.verdict, verified) AS verified, COALESCE(verdicts.evidence, events.evidence) AS evidence,
    user_agent, source, event, value,
    currency, country, city, asn, referrer, attributed_by
FROM events
LEFT JOIN verdicts ON verdicts.event_id = events.id AND verdicts.reporter = events.reporter
WHERE
    {counted}
    AND type IN ('content_retrieved', 'byline.referral', 'byline.conversion')
    AND (CAST(:type AS VARCHAR) IS NULL OR type = CAST(:type AS VARCHAR))
    AND timestamp <= COALESCE(CAST(:before AS TIMESTAMP), TIMESTAMP 'infinity')
    AND (CAST(:before AS TIMESTAMP) IS NULL
        OR timestamp < CAST(:before AS TIMESTAMP) OR id <= CAST(:before_id AS UUID))
ORDER BY timestamp DESC, id DESC, events.reporter
LIMIT CAST(:limit AS BIGINT) OFFSET CAST(:offset AS BIGINT)
