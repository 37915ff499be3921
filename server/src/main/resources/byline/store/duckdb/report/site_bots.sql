-- How often which bot came to a site, and how many of its visits have which verdict: most first, then by name.
-- The row without a name is the sum of all of them.
SELECT
    COALESCE(bot_name, 'Unknown') AS name, COALESCE(bot_company, 'Unknown') AS company,
    max(purpose) AS purpose, count(*) AS count,
    count(*) FILTER (COALESCE(verdicts.verdict, verified) = 'verified') AS verified,
    count(*) FILTER (COALESCE(verdicts.verdict, verified) = 'failed') AS failed,
    count(*) FILTER (COALESCE(verdicts.verdict, verified) = 'not_verifiable') AS not_verifiable
FROM events
LEFT JOIN verdicts ON verdicts.event_id = events.id AND verdicts.reporter = events.reporter
WHERE
    site = CAST(:site AS VARCHAR)
    AND quarantine IS NULL
    AND timestamp >= CAST(:from AS TIMESTAMP)
    AND timestamp < CAST(:to AS TIMESTAMP)
    AND type = 'content_retrieved'
GROUP BY GROUPING SETS ((name, company), ())
ORDER BY count DESC, name NULLS FIRST, company
LIMIT 10001
