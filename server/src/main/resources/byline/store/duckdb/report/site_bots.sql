-- How often which bot came to a site, and how many of its visits have which verdict: most first, then by name.
-- The row without a name is the sum of all of them.
SELECT
    COALESCE(bot_name, 'Unknown') AS name, COALESCE(bot_company, 'Unknown') AS company,
    max(purpose) AS purpose, count(*) AS count,
    {verdicts}
FROM events
LEFT JOIN verdicts ON verdicts.event_id = events.id AND verdicts.reporter = events.reporter
WHERE
    {counted}
    AND type = 'content_retrieved'
GROUP BY GROUPING SETS ((name, company), ())
ORDER BY count DESC, name NULLS FIRST, company
LIMIT 10001
