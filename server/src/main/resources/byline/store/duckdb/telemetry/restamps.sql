-- The jobs that gave an organisation events later, or are about to: newest first.
SELECT id, organisation, kind, subject, requested_at, days, days_done, changed, finished_at
FROM restamps
WHERE organisation = :organisation
ORDER BY requested_at DESC, id
LIMIT CAST(:limit AS BIGINT)
