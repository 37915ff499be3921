-- When sessions with these ids were opened. In no order.
SELECT reporter, session_id, timestamp
FROM session_starts
WHERE session_id IN (SELECT unnest(:sessions))
