-- What two organisations claim at the same time, of which this is one, by host and the other: most events first.
SELECT
    content_host AS host,
    CASE WHEN owner = :organisation THEN conflict ELSE owner END AS other,
    CAST(owner = :organisation AS INTEGER) AS by_domain,
    count(*) AS events,
    min(timestamp) AS first_seen,
    max(timestamp) AS last_seen
FROM events
WHERE conflict IS NOT NULL AND quarantine IS NULL AND (owner = :organisation OR conflict = :organisation)
GROUP BY host, other, by_domain
ORDER BY events DESC, host, other
LIMIT CAST(:limit AS BIGINT)
