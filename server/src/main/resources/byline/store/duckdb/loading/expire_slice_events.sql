-- Deletes what decisions about slices did to events that are gone; the decisions stay. In no order.
DELETE FROM slice_events
WHERE NOT EXISTS (SELECT 1 FROM events WHERE events.seq = slice_events.seq)
