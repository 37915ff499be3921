-- Keeps how sessions began, from the events just loaded; the first start of a session counts. In no order.
INSERT OR IGNORE INTO session_starts
SELECT DISTINCT ON (reporter, session_id) reporter, session_id, timestamp, platform_id, agent_id, rest
FROM events
WHERE seq > CAST(:seq AS BIGINT) AND type = 'byline.session_started' AND session_id IS NOT NULL
ORDER BY reporter, session_id, seq
