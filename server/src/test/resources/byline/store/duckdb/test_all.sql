-- Every column of every event, for tests: in the order they were loaded.
SELECT * FROM events ORDER BY seq
