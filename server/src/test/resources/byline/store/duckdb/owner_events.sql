-- A page of an owner's events in a time range, each filter optional: newest first.
-- before_timestamp and before_seq continue after the last row of the page before. Rows are picked by two narrow columns
-- first, since sorting whole rows is slow at a high offset.
SELECT
    seq, id, session_id, type, source_role, content_telemetry_id, content_url, content_id, timestamp, rest,
    platform_id, agent_id, ctx_token
FROM events
WHERE rowid IN (
    SELECT rowid
    FROM events
    WHERE owner = :owner
        AND conflict IS NULL
        AND quarantine IS NULL
        AND timestamp >= :since
        AND timestamp <= least(CAST(:until AS TIMESTAMP), CAST(:before_timestamp AS TIMESTAMP))
        AND (:domain IS NULL OR content_host = :domain)
        AND (:content_url IS NULL OR content_url = :content_url)
        AND (:bot IS NULL OR bot_name = :bot)
        AND (:purpose IS NULL OR purpose = :purpose)
        AND (:agent_id IS NULL OR agent_id = :agent_id)
        AND (:event_type IS NULL OR type = :event_type)
        AND (:source_role IS NULL OR source_role = :source_role)
        AND (CAST(:before_timestamp AS TIMESTAMP) IS NULL
            OR (timestamp, seq) < (CAST(:before_timestamp AS TIMESTAMP), CAST(:before_seq AS BIGINT)))
    ORDER BY timestamp DESC, seq DESC
    LIMIT :limit OFFSET :offset
)
ORDER BY timestamp DESC, seq DESC
