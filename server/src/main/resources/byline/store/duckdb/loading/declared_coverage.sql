-- Keeps what manifests declare of their coverage, from the events just loaded. In no order.
INSERT INTO declared_coverage
SELECT reporter, manifest, timestamp, rest
FROM events
WHERE seq > CAST(:seq AS BIGINT) AND type = 'byline.coverage_declared' AND manifest IS NOT NULL
