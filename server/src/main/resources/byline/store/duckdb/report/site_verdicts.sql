-- How many visits of bots to a site have which verdict on who they are: most first, then by name.
SELECT COALESCE(verified, 'unknown') AS verdict, count(*) AS count
FROM events
WHERE
    site = CAST(:site AS VARCHAR)
    AND quarantine IS NULL
    AND timestamp >= CAST(:from AS TIMESTAMP)
    AND timestamp < CAST(:to AS TIMESTAMP)
    AND type = 'content_retrieved'
GROUP BY verdict
ORDER BY count DESC, verdict
