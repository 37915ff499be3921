-- What a site's people decided about slices of its events: newest first.
SELECT
    made.id, made.action, made.slice, made.events, made.made_at, made.made_by,
    undoing.made_at AS undone_at, undoing.made_by AS undone_by
FROM slices AS made
LEFT JOIN slices AS undoing ON undoing.undoes = made.id
WHERE made.site = :site AND made.action <> 'undo'
    AND (CAST(:id AS VARCHAR) IS NULL OR made.id = CAST(:id AS VARCHAR))
ORDER BY made.number DESC
LIMIT CAST(:limit AS BIGINT)
