-- A page of an organisation's telemetry: newest first, then by id.
-- before and before_id name the last event of the page before; offset leaves out what of it was shown already.
SELECT
    id, reporter, session_id, type, source_role, content_telemetry_id, content_url, content_id, timestamp, rest, platform_id,
    agent_id, bot_name, purpose, ctx_token, signed_by
FROM events
WHERE
    {visible}
    AND {asked}
    AND timestamp <= COALESCE(CAST(:before AS TIMESTAMP), TIMESTAMP 'infinity')
    AND (CAST(:before AS TIMESTAMP) IS NULL
        OR timestamp < CAST(:before AS TIMESTAMP) OR id <= CAST(:before_id AS UUID))
ORDER BY timestamp DESC, id DESC, reporter
LIMIT CAST(:limit AS BIGINT) OFFSET CAST(:offset AS BIGINT)
