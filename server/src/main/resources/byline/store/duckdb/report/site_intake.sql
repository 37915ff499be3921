-- What came in for a site within a time range, by site key and by what became of it: most first, then by key.
-- An outcome that is neither stored, quarantined nor duplicate is the reason of a refusal.
SELECT
    site_key,
    CASE
        WHEN type = 'byline.intake' THEN event
        WHEN quarantine IS NULL THEN 'stored'
        ELSE 'quarantined'
    END AS outcome,
    CAST(sum(CASE type WHEN 'byline.intake' THEN value ELSE 1 END) AS BIGINT) AS count
FROM events
WHERE
    site = CAST(:site AS VARCHAR)
    AND received_at >= CAST(:from AS TIMESTAMP)
    AND received_at < CAST(:to AS TIMESTAMP)
GROUP BY site_key, outcome
ORDER BY count DESC, site_key, outcome
