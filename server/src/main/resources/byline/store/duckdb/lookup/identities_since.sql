-- Who reported which id, and when it happened, from a place in the log on. In no order.
SELECT reporter, id, timestamp FROM events WHERE seq >= :seq
