-- The number that the next decision about a slice gets, and that of one with an id, if it can be taken back. One row.
SELECT
    coalesce(max(number), 0) + 1 AS next,
    max(number) FILTER (
        site = CAST(:site AS VARCHAR)
        AND id = CAST(:id AS VARCHAR)
        AND action <> 'undo'
        AND id NOT IN (SELECT undoes FROM slices WHERE undoes IS NOT NULL)) AS found
FROM slices
