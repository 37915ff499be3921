-- How often each user agent of a bot came to a site, as what it was stored, and with which verdicts: most first, then by
-- name.
-- The 20,000 most frequent are told apart; the rest keep the name they were stored under.
WITH agents AS (
    SELECT
        user_agent, bot_name, bot_company, purpose, count(*) AS count,
        {verdicts}
    FROM events
    LEFT JOIN verdicts ON verdicts.event_id = events.id AND verdicts.reporter = events.reporter
    WHERE
        {counted}
        AND type = 'content_retrieved'
    GROUP BY user_agent, bot_name, bot_company, purpose
),

ranked AS (
    SELECT *, row_number() OVER (ORDER BY count DESC, user_agent, bot_name, bot_company, purpose) AS place FROM agents
)

SELECT
    CASE WHEN place <= 20000 THEN user_agent END AS user_agent, COALESCE(bot_name, 'Unknown') AS name,
    COALESCE(bot_company, 'Unknown') AS company, purpose, CAST(sum(count) AS BIGINT) AS count,
    CAST(sum(verified) AS BIGINT) AS verified, CAST(sum(failed) AS BIGINT) AS failed,
    CAST(sum(not_verifiable) AS BIGINT) AS not_verifiable
FROM ranked
GROUP BY 1, name, company, purpose
ORDER BY count DESC, name, company, purpose, user_agent
