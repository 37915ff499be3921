-- How much of each stage was reported, how often it happened, and how often two sides said so. In no order.
-- Reports of one thing are those that agree in `name` to `item`; one without a name has nothing in common with others.
-- A grounding of another version of the content is another one, which is counted apart since few say their version.
-- A citation is held against all groundings of its session, also those that are not asked for.
WITH cited AS (
    SELECT DISTINCT reporter, session_id
    FROM events
    WHERE
        {visible}
        AND {asked}
        AND type = 'content_cited'
),
grounded AS (
    SELECT DISTINCT reporter, session_id, content_id, {url} AS url
    FROM events
    SEMI JOIN cited USING (reporter, session_id)
    WHERE
        {visible}
        AND type = 'content_grounded'
),
grounded_ids AS (
    SELECT DISTINCT reporter, session_id, content_id
    FROM grounded
    WHERE content_id IS NOT NULL
),
grounded_urls AS (
    SELECT DISTINCT reporter, session_id, url
    FROM grounded
    WHERE url IS NOT NULL
),
visible AS NOT MATERIALIZED (
    SELECT
        CASE type WHEN 'content_displayed' THEN 'content_presented' ELSE type END AS type,
        reporter, session_id, presentation_id, ctx_token, COALESCE(source_role, 'agent') AS side, content_id,
        CASE WHEN type = 'content_grounded' THEN rest ->> '$.data.content_version' END AS version,
        {url} AS url,
        CASE type
            WHEN 'content_retrieved' THEN CAST(content_telemetry_id AS VARCHAR)
            WHEN 'content_grounded' THEN COALESCE(rest ->> '$.data.scope', '')
            WHEN 'content_cited' THEN COALESCE(output_id, turn_id)
            WHEN 'content_engaged' THEN ctx_token
        END AS name,
        CASE
            WHEN type = 'content_grounded' AND name = 'turn' THEN turn_id
            WHEN type = 'content_cited' THEN output_element_id
        END AS part
    FROM events
    WHERE
        {visible}
        AND {asked}
        AND type IN (
            'content_retrieved', 'content_grounded', 'content_cited', 'content_presented', 'content_displayed',
            'content_engaged'
        )
),
keyed AS NOT MATERIALIZED (
    SELECT
        visible.type, name, side, part,
        CASE WHEN visible.type IN ('content_grounded', 'content_cited') THEN visible.reporter END AS key_reporter,
        CASE WHEN visible.type IN ('content_grounded', 'content_cited') THEN visible.session_id END AS key_session,
        CASE visible.type
            WHEN 'content_retrieved' THEN COALESCE(visible.url, visible.content_id)
            WHEN 'content_engaged' THEN NULL
            ELSE COALESCE(visible.content_id, visible.url)
        END AS item,
        visible.type = 'content_engaged' AND (ctx_token IS NULL OR presentation_id IS NOT NULL) AS by_agent,
        visible.type = 'content_engaged' AND NOT by_agent AS by_destination,
        visible.type = 'content_cited' AND grounded_ids.content_id IS NULL AND grounded_urls.url IS NULL
            AS is_uncorroborated
    FROM visible
    LEFT JOIN grounded_ids
        ON visible.type = 'content_cited' AND grounded_ids.reporter = visible.reporter
        AND grounded_ids.session_id = visible.session_id AND grounded_ids.content_id = visible.content_id
    LEFT JOIN grounded_urls
        ON visible.type = 'content_cited' AND grounded_urls.reporter = visible.reporter
        AND grounded_urls.session_id = visible.session_id AND grounded_urls.url = visible.url
),
occurred AS (
    SELECT
        type, count(*) AS events, greatest(1, count(*) FILTER (by_agent)) AS times,
        CASE
            WHEN type = 'content_engaged' THEN least(count(*) FILTER (by_agent), count(*) FILTER (by_destination))
            WHEN min(side) <> max(side) THEN 1
            ELSE 0
        END AS corroborated,
        bool_and(is_uncorroborated) AS is_uncorroborated
    FROM keyed
    WHERE name IS NOT NULL
    GROUP BY type, name, key_reporter, key_session, part, item
),
counted AS (
    SELECT
        type, sum(events) AS events, sum(times) AS times, sum(corroborated) AS corroborated,
        count(*) FILTER (is_uncorroborated) AS uncorroborated
    FROM occurred
    GROUP BY type
    UNION ALL
    SELECT type, count(*), count(*), 0, count(*) FILTER (is_uncorroborated)
    FROM keyed
    WHERE name IS NULL
    GROUP BY type
    UNION ALL
    SELECT 'content_grounded', 0, count(*) - count(DISTINCT (name, reporter, session_id, part, item)), 0, 0
    FROM (
        SELECT DISTINCT name, reporter, session_id, part, COALESCE(content_id, url) AS item, version
        FROM visible
        WHERE version IS NOT NULL
    )
)
SELECT
    type, sum(events) AS events, sum(times) AS occurrences, sum(corroborated) AS corroborated,
    sum(uncorroborated) AS uncorroborated
FROM counted
GROUP BY type
