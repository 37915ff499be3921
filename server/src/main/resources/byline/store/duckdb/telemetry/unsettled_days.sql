-- The UTC days, the first first, on which events came in that nobody owns or two claim, of a domain and its sub-domains or of a prefix of
-- content ids: oldest first.
SELECT date_trunc('day', received_at) AS day, count(*) AS events
FROM events
WHERE (owner IS NULL OR conflict IS NOT NULL)
    AND (
        content_host = CAST(:domain AS VARCHAR)
        OR ends_with(content_host, '.' || CAST(:domain AS VARCHAR))
        OR starts_with(content_id, CAST(:prefix AS VARCHAR)))
GROUP BY day
ORDER BY day
