-- Which of these ids are there in a time range, and under which reporter. In no order.
SELECT reporter, id
FROM events
WHERE timestamp >= :since AND timestamp <= :until AND id IN (SELECT unnest(:ids))
