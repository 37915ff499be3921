-- Which sessions of which reporter began or ended from a place in the log on; from the first place, all of them.
-- In no order, some of them several times.
SELECT reporter, CAST(session_id AS VARCHAR)
FROM events
WHERE
    seq >= CAST(:seq AS BIGINT) AND session_id IS NOT NULL
    AND type IN ('byline.session_started', 'byline.session_ended')
UNION ALL
SELECT reporter, CAST(session_id AS VARCHAR) FROM session_starts WHERE CAST(:seq AS BIGINT) = 0
UNION ALL
SELECT reporter, CAST(session_id AS VARCHAR) FROM session_ends WHERE CAST(:seq AS BIGINT) = 0
