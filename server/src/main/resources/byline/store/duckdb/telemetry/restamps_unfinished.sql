-- The jobs that were not finished when the server stopped: oldest first.
SELECT id, organisation, kind, subject, requested_at, days, days_done, changed, finished_at
FROM restamps
WHERE finished_at IS NULL
ORDER BY requested_at, id
