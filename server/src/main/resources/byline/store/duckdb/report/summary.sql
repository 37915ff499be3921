-- How many events and sessions an organisation's telemetry has, by type, source, status and agent; in no order.
-- First the events, those of the most active agent first; then the sessions, in no order.
WITH visible AS (
    SELECT reporter, session_id, type, source_role, status, platform_id, agent_id, bot_name, purpose
    FROM events
    WHERE
        {visible}
        AND {asked}
),
counted AS (
    SELECT type, source_role, status, platform_id, agent_id, bot_name, purpose, count(*) AS events
    FROM visible
    GROUP BY ALL
),
sessions AS (
    SELECT DISTINCT reporter, session_id, source_role, platform_id, agent_id, bot_name, purpose
    FROM visible
    WHERE session_id IS NOT NULL
)
SELECT
    'events' AS figure, type, source_role, status, platform_id, agent_id, bot_name, purpose, events AS count,
    sum(events) OVER (PARTITION BY platform_id, agent_id, bot_name, purpose) AS activity
FROM counted
UNION ALL
SELECT 'agent_source', NULL, source_role, NULL, platform_id, agent_id, bot_name, purpose, count(*), 0
FROM sessions
GROUP BY source_role, platform_id, agent_id, bot_name, purpose
UNION ALL
SELECT 'agent', NULL, NULL, NULL, platform_id, agent_id, bot_name, purpose, count(*), 0
FROM (SELECT DISTINCT reporter, session_id, platform_id, agent_id, bot_name, purpose FROM sessions)
GROUP BY platform_id, agent_id, bot_name, purpose
UNION ALL
SELECT 'source', NULL, source_role, NULL, NULL, NULL, NULL, NULL, count(*), 0
FROM (SELECT DISTINCT reporter, session_id, source_role FROM sessions)
GROUP BY source_role
UNION ALL
SELECT 'sessions', NULL, NULL, NULL, NULL, NULL, NULL, NULL, count(*), 0
FROM (SELECT DISTINCT reporter, session_id FROM sessions)
ORDER BY activity DESC, platform_id, agent_id, bot_name, purpose
