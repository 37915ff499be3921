-- How often bots visited a site since a moment. One row.
SELECT count(*) AS visits
FROM events
WHERE site = :site AND quarantine IS NULL AND type = 'content_retrieved' AND timestamp >= :since
