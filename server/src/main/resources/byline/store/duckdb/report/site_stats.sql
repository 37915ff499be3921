-- How often which surface referred and which conversion happened: most first, then by name.
-- The row of a type without a name is the sum of all of them. The detail of a conversion is its currency; values too
-- large to be money do not count.
SELECT
    type,
    CASE type WHEN 'byline.referral' THEN COALESCE(source, 'unknown') ELSE COALESCE(event, 'conversion') END AS name,
    CASE type WHEN 'byline.conversion' THEN currency END AS detail,
    count(*) AS count,
    CAST(sum(TRY_CAST(value AS DECIMAL(18, 4))) AS DOUBLE) AS value,
    row_number() OVER (PARTITION BY type ORDER BY count(*) DESC, name NULLS FIRST, detail) AS place
FROM events
WHERE
    {counted}
    AND type IN ('byline.referral', 'byline.conversion')
GROUP BY GROUPING SETS ((type, name, detail), (type))
QUALIFY place <= 10001
ORDER BY count DESC, name NULLS FIRST, detail
