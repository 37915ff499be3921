-- How many events an organisation's telemetry has. One row.
SELECT count(*) AS total
FROM events
WHERE
    {visible}
    AND {asked}
