-- Which events of a site count within a time range.
site = CAST(:site AS VARCHAR)
AND quarantine IS NULL
AND timestamp >= CAST(:from AS TIMESTAMP)
AND timestamp < CAST(:to AS TIMESTAMP)
