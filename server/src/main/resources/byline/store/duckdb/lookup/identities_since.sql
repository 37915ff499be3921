-- Who reported which id from a place in the log on, in no order, and the moment it is filed under in microseconds: when
-- telemetry came in, when a site's hit happened.
SELECT reporter, CAST(id AS VARCHAR), epoch_us(CASE WHEN site IS NULL THEN received_at ELSE timestamp END)
FROM events
WHERE seq >= CAST(:seq AS BIGINT)
