-- Notes which events of a site a decision changes, in no order. An empty text stands for "none"; null for "any".
INSERT INTO slice_events
SELECT
    CAST(:number AS BIGINT), seq, coalesce(quarantine, ''),
    CASE CAST(:action AS VARCHAR) WHEN 'remove' THEN 'removed' ELSE '' END
FROM events
WHERE
    site = CAST(:site AS VARCHAR)
    AND type <> 'byline.intake'
    AND CASE CAST(:action AS VARCHAR)
        WHEN 'remove' THEN coalesce(quarantine, '') <> 'removed'
        ELSE coalesce(quarantine, 'removed') <> 'removed'
    END
    AND timestamp >= CAST(:since AS TIMESTAMP)
    AND timestamp < CAST(:until AS TIMESTAMP)
    AND (CAST(:type AS VARCHAR) IS NULL OR type = CAST(:type AS VARCHAR))
    AND (CAST(:reason AS VARCHAR) IS NULL OR coalesce(quarantine, '') = CAST(:reason AS VARCHAR))
    AND (CAST(:origin AS VARCHAR) IS NULL OR coalesce(origin, '') = CAST(:origin AS VARCHAR))
    AND (CAST(:host AS VARCHAR) IS NULL OR coalesce(content_host, '') = CAST(:host AS VARCHAR))
    AND (CAST(:bot AS VARCHAR) IS NULL OR coalesce(bot_name, '') = CAST(:bot AS VARCHAR))
    AND (CAST(:source AS VARCHAR) IS NULL OR coalesce(source, '') = CAST(:source AS VARCHAR))
    AND (CAST(:path AS VARCHAR) IS NULL OR content_path = CAST(:path AS VARCHAR)
        OR (ends_with(CAST(:path AS VARCHAR), '*') AND starts_with(content_path, rtrim(CAST(:path AS VARCHAR), '*'))))
