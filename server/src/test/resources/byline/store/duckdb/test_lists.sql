-- Counts events by two lists, for tests. One row.
SELECT count(*) AS count FROM events WHERE list_contains(:hosts, content_host) AND list_contains(:ids, id)
