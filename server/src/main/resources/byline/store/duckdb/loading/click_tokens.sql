-- Keeps what click tokens stand for, from the events just loaded. In no order.
INSERT INTO click_tokens
SELECT ctx_token, reporter, session_id, presentation_id, content_url, content_id, timestamp
FROM events
WHERE seq > CAST(:seq AS BIGINT)
    AND ctx_token IS NOT NULL
    AND session_id IS NOT NULL
    AND (type = 'byline.click_token' OR (type = 'content_engaged' AND presentation_id IS NOT NULL))
