-- Who reported which id, and when it happened in microseconds, from a place in the log on. In no order.
SELECT reporter, CAST(id AS VARCHAR), epoch_us(timestamp) FROM events WHERE seq >= CAST(:seq AS BIGINT)
