-- A page of the addresses or hosts an organisation's telemetry is about: most events first, then by name.
-- A row for each type of event that happened there, most first; without any, one row that has the total only.
WITH visible AS MATERIALIZED (
    SELECT
        CASE WHEN CAST(:place AS VARCHAR) = 'url' THEN content_url ELSE content_host END AS place,
        type, timestamp, reporter, session_id
    FROM events
    WHERE
        {visible}
        AND {asked}
),
counted AS MATERIALIZED (
    SELECT place, count(*) AS events, max(timestamp) AS last_seen
    FROM visible
    WHERE place IS NOT NULL
    GROUP BY place
),
page AS MATERIALIZED (
    SELECT place, events, last_seen
    FROM counted
    ORDER BY events DESC, place
    LIMIT CAST(:limit AS BIGINT) OFFSET CAST(:offset AS BIGINT)
),
types AS (
    SELECT place, type, count(*) AS of_type
    FROM visible
    WHERE place IN (SELECT place FROM page)
    GROUP BY place, type
),
sessions AS (
    SELECT place, count(DISTINCT (reporter, session_id)) AS sessions
    FROM visible
    WHERE session_id IS NOT NULL AND place IN (SELECT place FROM page)
    GROUP BY place
)
SELECT total, page.place, events, last_seen, type, of_type, COALESCE(sessions, 0) AS sessions
FROM (SELECT count(*) AS total FROM counted)
LEFT JOIN page ON true
LEFT JOIN types ON types.place = page.place
LEFT JOIN sessions ON sessions.place = page.place
ORDER BY events DESC, page.place, of_type DESC, type
