-- Adds a decision about a slice. One row.
INSERT INTO slices
SELECT
    CAST(:number AS BIGINT), CAST(:id AS VARCHAR), CAST(:site AS VARCHAR), CAST(:action AS VARCHAR),
    CAST(:undoes AS VARCHAR), CAST(:slice AS VARCHAR), CAST(:made_at AS TIMESTAMP), CAST(:made_by AS VARCHAR),
    (SELECT count(*) FROM slice_events WHERE slice_events.slice = CAST(:touched AS BIGINT))
