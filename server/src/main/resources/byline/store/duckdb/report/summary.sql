-- How many events and sessions an organisation's telemetry has, by type, source, status and agent; in no order.
-- First the events, those of the most active agent first; then the sessions, in no order.
WITH visible AS (
    SELECT reporter, session_id, type, source_role, status, platform_id, agent_id, bot_name, purpose
    FROM events
    WHERE
        CASE WHEN CAST(:side AS VARCHAR) = 'owner' THEN owner ELSE reporter END = CAST(:organisation AS VARCHAR)
        AND quarantine IS NULL
        AND (conflict IS NULL OR CAST(:side AS VARCHAR) = 'reporter')
        AND NOT starts_with(type, 'byline.')
        AND timestamp >= COALESCE(CAST(:since AS TIMESTAMP), TIMESTAMP '-infinity')
        AND timestamp <= COALESCE(CAST(:until AS TIMESTAMP), TIMESTAMP 'infinity')
        AND (CAST(:hosts AS VARCHAR) IS NULL OR regexp_full_match(content_host, CAST(:hosts AS VARCHAR)))
        AND (CAST(:bot AS VARCHAR) IS NULL OR bot_name = CAST(:bot AS VARCHAR) OR agent_id = CAST(:bot AS VARCHAR))
        AND (CAST(:purpose AS VARCHAR) IS NULL OR purpose = CAST(:purpose AS VARCHAR))
        AND (CAST(:agent_id AS VARCHAR) IS NULL OR agent_id = CAST(:agent_id AS VARCHAR))
        AND (CAST(:event_type AS VARCHAR) IS NULL OR type = CAST(:event_type AS VARCHAR))
        AND (CAST(:content_url AS VARCHAR) IS NULL OR content_url = CAST(:content_url AS VARCHAR))
        AND (CAST(:source_role AS VARCHAR) IS NULL OR source_role = CAST(:source_role AS VARCHAR))
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
