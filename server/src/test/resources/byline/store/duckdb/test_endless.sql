-- Counts for hours, for tests that cancel it. One row.
SELECT count(*) AS count FROM range(100000000000) WHERE range % 7 = 3
