-- What an organisation reported and nobody owns, by host: most events first.
SELECT content_host AS host, count(*) AS events, min(timestamp) AS first_seen, max(timestamp) AS last_seen
FROM events
WHERE reporter = :organisation
    AND owner IS NULL
    AND quarantine IS NULL
    AND (content_host IS NOT NULL OR content_id IS NOT NULL)
GROUP BY content_host
ORDER BY events DESC, host
LIMIT CAST(:limit AS BIGINT)
