-- Deletes how sessions ended of which no event is left; in no order.
DELETE FROM session_ends
WHERE NOT EXISTS (
    SELECT 1 FROM events WHERE events.reporter = session_ends.reporter AND events.session_id = session_ends.session_id)
