-- How many events each of an organisation's sites has in a time range. In no order.
SELECT site, count(*) AS count
FROM events
WHERE
    site IN (SELECT unnest(CAST(:sites AS VARCHAR[])))
    AND quarantine IS NULL
    AND timestamp >= CAST(:from AS TIMESTAMP)
    AND timestamp < CAST(:to AS TIMESTAMP)
GROUP BY site
