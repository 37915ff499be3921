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
        {visible}
        AND {asked}
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
