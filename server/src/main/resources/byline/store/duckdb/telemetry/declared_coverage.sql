-- What a manifest behind a reporter's events declared last: one row at most.
SELECT coverage
FROM declared_coverage
WHERE reporter = :reporter AND manifest = :manifest
ORDER BY timestamp DESC
LIMIT 1
