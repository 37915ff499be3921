-- How many conversions of a site are tied to which referral, and by what: most first, then by name.
SELECT
    COALESCE(event, 'conversion') AS event, currency, source,
    count(*) FILTER (attributed_by = 'page') AS page,
    count(*) FILTER (attributed_by = 'visitor') AS visitor,
    count(*) AS count
FROM events
WHERE
    {counted}
    AND type = 'byline.conversion'
    AND source IS NOT NULL
    AND attributed_by IS NOT NULL
GROUP BY ALL
ORDER BY count DESC, source, event, currency
LIMIT 10000
