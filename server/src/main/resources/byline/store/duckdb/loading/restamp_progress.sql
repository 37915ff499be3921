-- Notes how far a job is. One row.
INSERT OR REPLACE INTO restamps
VALUES (
    :id, :organisation, :kind, :subject, :requested_at, CAST(:days AS BIGINT), CAST(:days_done AS BIGINT),
    CAST(:changed AS BIGINT), CAST(:finished_at AS TIMESTAMP)
)
