-- How many events of each stage an organisation's telemetry has in each step of time: oldest step first.
SELECT
    date_trunc(CAST(:step AS VARCHAR), timestamp) AS step,
    count(*) FILTER (type = 'content_retrieved') AS retrieved,
    count(*) FILTER (type = 'content_grounded') AS grounded,
    count(*) FILTER (type = 'content_cited') AS cited,
    count(*) FILTER (type IN ('content_presented', 'content_displayed')) AS presented,
    count(*) FILTER (type = 'content_engaged') AS engaged
FROM events
WHERE
    {visible}
    AND {asked}
GROUP BY step
ORDER BY step
