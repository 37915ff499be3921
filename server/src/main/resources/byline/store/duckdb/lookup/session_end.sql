-- How a session ended. At most one row.
SELECT rest FROM session_ends WHERE reporter = :reporter AND session_id = :session_id
