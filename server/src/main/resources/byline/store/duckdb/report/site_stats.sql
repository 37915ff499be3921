-- How often which bot came, which surface referred and which conversion happened: most first, then by name.
-- The detail of a bot is its company, that of a conversion its currency; values too large to be money do not count.
SELECT
    type,
    CASE type
        WHEN 'content_retrieved' THEN COALESCE(bot_name, 'Unknown')
        WHEN 'byline.referral' THEN COALESCE(source, 'unknown')
        ELSE COALESCE(event, 'conversion')
    END AS name,
    CASE type
        WHEN 'content_retrieved' THEN COALESCE(bot_company, 'Unknown')
        WHEN 'byline.conversion' THEN currency
    END AS detail,
    max(purpose) AS purpose, count(*) AS count,
    CAST(sum(TRY_CAST(value AS DECIMAL(18, 4))) AS DOUBLE) AS value
FROM events
WHERE
    site = CAST(:site AS VARCHAR)
    AND quarantine IS NULL
    AND timestamp >= CAST(:from AS TIMESTAMP)
    AND timestamp < CAST(:to AS TIMESTAMP)
    AND type IN ('content_retrieved', 'byline.referral', 'byline.conversion')
GROUP BY type, name, detail
ORDER BY count DESC, name, detail
LIMIT 10000
