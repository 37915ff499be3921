-- How many events each of an organisation's sites has in a month, and when the last one happened. In no order.
-- The time range ends with the month; what was before it does not show.
SELECT
    site, count(*) FILTER (timestamp >= CAST(:month AS TIMESTAMP)) AS count,
    max(timestamp) AS last_event_at
FROM events
WHERE
    site IN (SELECT unnest(CAST(:sites AS VARCHAR[])))
    AND quarantine IS NULL
    AND type <> 'byline.intake'
    AND timestamp >= CAST(:from AS TIMESTAMP)
    AND timestamp < CAST(:to AS TIMESTAMP)
GROUP BY site
