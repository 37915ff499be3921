-- Which of these prefixes begin the content id of an event that nobody owns. In no order.
SELECT DISTINCT prefix
FROM (SELECT unnest(:prefixes) AS prefix) AS known
JOIN events ON starts_with(events.content_id, known.prefix)
WHERE events.owner IS NULL AND events.content_id IS NOT NULL
