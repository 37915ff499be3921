-- Bot visits, referrals and conversions of a site in a time range. One row.
SELECT
    count(*) FILTER (type = 'content_retrieved') AS bot_visits,
    count(*) FILTER (type = 'byline.referral') AS referrals,
    count(*) FILTER (type = 'byline.conversion') AS conversions
FROM events
WHERE site = :site
    AND conflict IS NULL
    AND quarantine IS NULL
    AND timestamp >= :since
    AND timestamp <= :until
