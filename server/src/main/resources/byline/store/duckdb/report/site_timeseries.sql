-- How often bots came, surfaces referred and conversions happened in each slot of `grain` seconds. In no order.
SELECT
    (epoch_us(timestamp) - epoch_us(CAST(:from AS TIMESTAMP))) // (CAST(:grain AS BIGINT) * 1000000) AS slot,
    type, count(*) AS count
FROM events
WHERE
    {counted}
    AND type IN ('content_retrieved', 'byline.referral', 'byline.conversion')
GROUP BY slot, type
