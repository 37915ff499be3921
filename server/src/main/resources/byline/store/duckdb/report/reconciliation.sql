-- What an organisation's servers saw of each agent, and what the agent reports of itself: most retrievals first.
-- A fetch that one agent reports under the id under which it was seen is that agent's, whatever name it was seen under;
-- and a bot that all its corroborated fetches tie to one agent is that agent. What two agents claim ties to neither.
WITH visible AS MATERIALIZED (
    SELECT
        type, content_telemetry_id, content_url, bot_name, reporter, session_id,
        type = 'content_retrieved' AND COALESCE(source_role IN ('edge', 'origin'), false) AS seen,
        COALESCE(agent_id, platform_id, bot_name) AS identity
    FROM events
    WHERE
        {visible}
        AND {asked}
),
fetches AS (
    SELECT
        content_telemetry_id, content_url, min(bot_name) FILTER (seen) AS bot_name,
        min(identity) FILTER (NOT seen) AS identity
    FROM visible
    WHERE type = 'content_retrieved' AND content_telemetry_id IS NOT NULL
    GROUP BY content_telemetry_id, content_url
    HAVING
        bool_or(seen) AND bool_or(NOT seen)
        AND min(identity) FILTER (NOT seen) IS NOT DISTINCT FROM max(identity) FILTER (NOT seen)
),
bots AS (
    SELECT bot_name, min(identity) AS identity
    FROM fetches
    WHERE bot_name IS NOT NULL
    GROUP BY bot_name
    HAVING count(DISTINCT identity) = 1
),
corroborated AS (
    SELECT identity, count(*) AS fetches
    FROM fetches
    GROUP BY identity
),
agents AS (
    SELECT
        COALESCE(fetches.identity, CASE WHEN seen THEN bots.identity END, visible.identity) AS identity,
        count(*) FILTER (seen) AS edge_retrievals,
        count(*) FILTER (type = 'content_retrieved' AND NOT seen) AS self_reported_retrievals,
        count(DISTINCT (reporter, session_id)) FILTER (session_id IS NOT NULL) AS sessions_reporting,
        count(*) FILTER (type = 'content_grounded') AS grounded,
        count(*) FILTER (type = 'content_cited') AS cited,
        count(*) FILTER (type IN ('content_presented', 'content_displayed')) AS presented,
        count(*) FILTER (type = 'content_engaged') AS engaged
    FROM visible
    LEFT JOIN bots ON bots.bot_name = visible.bot_name
    LEFT JOIN fetches
        ON seen AND fetches.content_telemetry_id = visible.content_telemetry_id
        AND fetches.content_url IS NOT DISTINCT FROM visible.content_url
    GROUP BY 1
)
SELECT agents.*, COALESCE(corroborated.fetches, 0) AS corroborated_retrievals
FROM agents
LEFT JOIN corroborated ON corroborated.identity IS NOT DISTINCT FROM agents.identity
ORDER BY edge_retrievals + self_reported_retrievals DESC, identity
LIMIT 1000
