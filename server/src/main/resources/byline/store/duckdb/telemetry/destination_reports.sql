-- The engagements that destinations reported with a click token: in the order they happened.
SELECT
    id, type, timestamp, turn_id, output_id, output_element_id, citation_id, presentation_id, ctx_token, source_role,
    content_telemetry_id, content_url, content_id, license_ref, terms_ref, owner, conflict, rest
FROM events
WHERE ctx_token = :token
    AND session_id IS NULL
    AND type = 'content_engaged'
    AND quarantine IS NULL
    AND received_at >= :since
ORDER BY timestamp, seq
LIMIT 100
