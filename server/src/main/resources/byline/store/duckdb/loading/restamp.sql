-- Gives, in no order, the events received in a time range, that nobody owns or two claim, to the owners of their places. An empty
-- text stands for null.
UPDATE events
SET owner = nullif(place.owner, ''), conflict = nullif(place.conflict, '')
FROM (
    SELECT
        unnest(:hosts) AS host, unnest(:content_ids) AS content_id, unnest(:owners) AS owner,
        unnest(:conflicts) AS conflict
) AS place
WHERE events.received_at >= :since
    AND events.received_at < :until
    AND (events.owner IS NULL OR events.conflict IS NOT NULL)
    AND coalesce(events.content_host, '') = place.host
    AND coalesce(events.content_id, '') = place.content_id
