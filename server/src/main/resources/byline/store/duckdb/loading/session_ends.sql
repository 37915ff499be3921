-- Keeps how sessions ended, from the events just loaded; the first end of a session counts. In no order.
INSERT OR IGNORE INTO session_ends
SELECT DISTINCT ON (reporter, session_id) reporter, session_id, rest
FROM events
WHERE seq > CAST(:seq AS BIGINT) AND type = 'byline.session_ended' AND session_id IS NOT NULL
ORDER BY reporter, session_id, seq
