-- Marks the events that a decision touched, in no order, as all decisions say that are not taken back: the last one
-- counts, and without any what the event was before the first.
UPDATE events
SET quarantine = nullif(decided.mark, '')
FROM (
    SELECT
        seq,
        coalesce(
            arg_max(becomes, slice) FILTER (
                slice NOT IN (
                    SELECT number FROM slices WHERE id IN (SELECT undoes FROM slices WHERE undoes IS NOT NULL))),
            arg_min(was, slice)) AS mark
    FROM slice_events
    WHERE seq IN (SELECT seq FROM slice_events WHERE slice = CAST(:touched AS BIGINT))
    GROUP BY seq
) AS decided
WHERE events.seq = decided.seq
