-- What the manifests behind an organisation's telemetry declare of their coverage, in the order of agent and manifest.
-- Who only watches agents, at the edge or the origin, declares nothing for them.
WITH latest AS (
    SELECT reporter, manifest, arg_max(coverage, timestamp) AS coverage, max(timestamp) AS declared_at
    FROM declared_coverage
    GROUP BY reporter, manifest
),
visible AS (
    SELECT DISTINCT platform_id, agent_id, bot_name, purpose, reporter, manifest, signed_by IS NOT NULL AS signed
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
        AND manifest IS NOT NULL
        AND NOT COALESCE(source_role IN ('edge', 'origin'), false)
)
SELECT
    platform_id, agent_id, bot_name, purpose, visible.manifest, bool_or(signed) AS signed,
    arg_max(coverage, (declared_at, visible.reporter)) AS coverage
FROM visible
JOIN latest ON latest.reporter = visible.reporter AND latest.manifest = visible.manifest
GROUP BY platform_id, agent_id, bot_name, purpose, visible.manifest
ORDER BY platform_id, agent_id, bot_name, purpose, visible.manifest
LIMIT 10000
