-- How many events of each type an owner has in a time range: most first, then by name.
SELECT type AS event_type, count(*) AS count
FROM events
WHERE owner = :owner
    AND conflict IS NULL
    AND quarantine IS NULL
    AND timestamp >= :since
    AND timestamp <= :until
GROUP BY type
ORDER BY count DESC, event_type
