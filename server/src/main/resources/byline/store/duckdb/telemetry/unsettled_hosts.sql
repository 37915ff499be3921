-- The hosts of events that nobody owns, as far as any of them is loaded. In no order.
SELECT DISTINCT content_host AS host
FROM events
WHERE owner IS NULL AND content_host IS NOT NULL
