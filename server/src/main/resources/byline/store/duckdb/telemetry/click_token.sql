-- What a click token stands for: oldest first. More than one row means that it stands for nothing.
SELECT
    reporter, session_id, presentation_id, content_url, content_id, min(timestamp) AS timestamp
FROM click_tokens
WHERE token = :token
GROUP BY ALL
ORDER BY timestamp, presentation_id
LIMIT 8
