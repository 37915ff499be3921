-- Deletes how sessions began of which no event is left; in no order.
DELETE FROM session_starts
WHERE NOT EXISTS (
    SELECT 1 FROM events WHERE events.reporter = session_starts.reporter AND events.session_id = session_starts.session_id)
