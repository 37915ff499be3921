-- How a session began. At most one row.
SELECT timestamp, platform_id, agent_id, rest
FROM session_starts
WHERE reporter = :reporter AND session_id = :session_id
