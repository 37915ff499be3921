-- Deletes the verdicts on events that are gone; in no order.
DELETE FROM verdicts
WHERE NOT EXISTS (SELECT 1 FROM events WHERE events.reporter = verdicts.reporter AND events.id = verdicts.event_id)
