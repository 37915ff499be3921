-- Whether this organisation has opened this session: one row or none.
SELECT 1 AS known
FROM events
WHERE reporter = :reporter AND session_id = CAST(:session_id AS UUID) AND type = 'byline.session_started'
LIMIT 1
