-- What is kept aside of a site's events, by reason, origin, host, bot and day: most first, then by day and name. `days`
-- are the first moments of the days of the site's calendar.
SELECT
    quarantine AS reason, origin, content_host AS host, bot_name AS bot, strftime(day, '%Y-%m-%dT%H:%M:%SZ') AS day,
    count(*) AS count, min(timestamp) AS first_seen, max(timestamp) AS last_seen,
    CAST(to_json(arg_max(
        {
            'timestamp': strftime(timestamp, '%Y-%m-%dT%H:%M:%S.%gZ'),
            'type': CASE type WHEN 'content_retrieved' THEN 'bot' ELSE replace(type, 'byline.', '') END,
            'path': content_path, 'user_agent': user_agent, 'source': source, 'referrer': referrer, 'country': country
        }, timestamp, 3)) AS VARCHAR) AS samples,
    CAST(sum(count(*)) OVER () AS BIGINT) AS total
FROM events
ASOF JOIN (SELECT CAST(unnest(:days) AS TIMESTAMP) AS day) AS days ON events.timestamp >= days.day
WHERE
    site = CAST(:site AS VARCHAR)
    AND quarantine IS NOT NULL
    AND quarantine <> 'removed'
    AND timestamp >= CAST(:since AS TIMESTAMP)
    AND timestamp < CAST(:until AS TIMESTAMP)
GROUP BY reason, origin, host, bot, days.day
ORDER BY count DESC, day DESC, reason, origin, host, bot
LIMIT CAST(:limit AS BIGINT)
