-- How much of each stage was reported, how often it happened, and how often two sides said so. In no order.
-- Reports of one thing are those that agree in `name` to `item`; one that has nothing in common with others has its id.
-- A citation is held against all groundings of its session, also those that are not asked for.
WITH visible AS (
    SELECT
        CASE type WHEN 'content_displayed' THEN 'content_presented' ELSE type END AS type,
        id, reporter, session_id, content_telemetry_id, ctx_token, presentation_id, turn_id, output_element_id,
        COALESCE(output_id, turn_id) AS output, COALESCE(source_role, 'agent') AS side, content_id,
        CASE WHEN type = 'content_grounded' THEN rest ->> '$.data.scope' END AS scope,
        CASE WHEN type = 'content_grounded' THEN rest ->> '$.data.content_version' END AS version,
        {url} AS url
    FROM events
    WHERE
        {visible}
        AND {asked}
        AND type IN (
            'content_retrieved', 'content_grounded', 'content_cited', 'content_presented', 'content_displayed',
            'content_engaged'
        )
),
grounded AS (
    SELECT DISTINCT reporter, session_id, content_id, {url} AS url
    FROM events
    SEMI JOIN (SELECT reporter, session_id FROM visible WHERE type = 'content_cited') AS cited
        USING (reporter, session_id)
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
keyed AS (
    SELECT
        visible.type, side, version,
        CASE visible.type
            WHEN 'content_retrieved' THEN CAST(content_telemetry_id AS VARCHAR)
            WHEN 'content_grounded' THEN COALESCE(scope, '')
            WHEN 'content_cited' THEN output
            WHEN 'content_engaged' THEN ctx_token
        END AS name,
        CASE WHEN name IS NULL THEN id END AS alone,
        CASE
            WHEN name IS NULL OR visible.type IN ('content_grounded', 'content_cited') THEN visible.reporter
        END AS key_reporter,
        CASE WHEN visible.type IN ('content_grounded', 'content_cited') THEN visible.session_id END AS key_session,
        CASE
            WHEN visible.type = 'content_grounded' AND scope = 'turn' THEN turn_id
            WHEN visible.type = 'content_cited' THEN output_element_id
        END AS part,
        CASE visible.type
            WHEN 'content_retrieved' THEN COALESCE(visible.url, visible.content_id)
            WHEN 'content_engaged' THEN NULL
            ELSE COALESCE(visible.content_id, visible.url)
        END AS item,
        visible.type = 'content_engaged' AND ctx_token IS NOT NULL AS by_token,
        visible.type = 'content_engaged' AND (ctx_token IS NULL OR presentation_id IS NOT NULL) AS by_agent,
        visible.type = 'content_engaged' AND NOT by_agent AS by_destination,
        grounded_ids.content_id IS NOT NULL OR grounded_urls.url IS NOT NULL AS is_grounded
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
        type, count(*) AS events,
        greatest(1, count(DISTINCT version), count(*) FILTER (by_agent)) AS times,
        CASE
            WHEN bool_or(by_token) THEN least(count(*) FILTER (by_agent), count(*) FILTER (by_destination))
            WHEN min(side) <> max(side) THEN 1
            ELSE 0
        END AS corroborated,
        bool_or(is_grounded) AS is_grounded
    FROM keyed
    GROUP BY type, name, alone, key_reporter, key_session, part, CASE WHEN alone IS NULL THEN item END
)
SELECT
    type, sum(events) AS events, sum(times) AS occurrences, sum(corroborated) AS corroborated,
    count(*) FILTER (type = 'content_cited' AND NOT is_grounded) AS uncorroborated
FROM occurred
GROUP BY type
