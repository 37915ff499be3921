-- Notes that a segment is loaded. One row.
UPDATE loaded SET segment = CAST(:segment AS BIGINT), events = CAST(:events AS BIGINT)
