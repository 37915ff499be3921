-- Which events of an organisation's telemetry a reader may see.
CASE WHEN CAST(:side AS VARCHAR) = 'owner' THEN owner ELSE reporter END = CAST(:organisation AS VARCHAR)
AND quarantine IS NULL
AND (conflict IS NULL OR CAST(:side AS VARCHAR) = 'reporter')
AND NOT starts_with(type, 'byline.')
AND (CAST(:hosts AS VARCHAR) IS NULL OR regexp_full_match(content_host, CAST(:hosts AS VARCHAR)))
