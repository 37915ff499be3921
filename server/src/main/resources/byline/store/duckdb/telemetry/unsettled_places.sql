-- The places of such events that came in within a time range, by host and content id. In no order.
SELECT DISTINCT coalesce(content_host, '') AS host, coalesce(content_id, '') AS content_id, owner, conflict
FROM events
WHERE (owner IS NULL OR conflict IS NOT NULL)
    AND received_at >= :since
    AND received_at < :until
    AND (
        content_host = CAST(:domain AS VARCHAR)
        OR ends_with(content_host, '.' || CAST(:domain AS VARCHAR))
        OR starts_with(content_id, CAST(:prefix AS VARCHAR)))
