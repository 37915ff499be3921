-- The events of a session of one organisation, its own moments included: in the order they happened. Nothing of a session comes
-- in before it is opened.
SELECT
    id, type, timestamp, turn_id, output_id, output_element_id, citation_id, presentation_id, ctx_token, source_role,
    content_telemetry_id, content_url, content_id, license_ref, terms_ref, owner, conflict, rest
FROM events
WHERE reporter = :reporter
    AND session_id = CAST(:session_id AS UUID)
    AND received_at >= :opened
    AND quarantine IS NULL
ORDER BY timestamp, seq
LIMIT CAST(:limit AS BIGINT)
