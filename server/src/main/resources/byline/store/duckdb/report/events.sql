-- A page of an organisation's telemetry: newest first, then by id.
-- before and before_id name the last event of the page before; offset leaves out what of it was shown already.
SELECT
    id, session_id, type, source_role, content_telemetry_id, content_url, content_id, timestamp, rest, platform_id,
    agent_id, bot_name, purpose, ctx_token, signed_by
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
    AND timestamp <= COALESCE(CAST(:before AS TIMESTAMP), TIMESTAMP 'infinity')
    AND (CAST(:before AS TIMESTAMP) IS NULL
        OR timestamp < CAST(:before AS TIMESTAMP) OR id <= CAST(:before_id AS UUID))
ORDER BY timestamp DESC, id DESC, reporter
LIMIT CAST(:limit AS BIGINT) OFFSET CAST(:offset AS BIGINT)
