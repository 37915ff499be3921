-- What these sessions were grounded on, as far as the reader may see. In no order. Nothing of a session comes in before
-- it is opened.
SELECT DISTINCT reporter, session_id, content_id, content_url
FROM events
WHERE
    {visible}
    AND type = 'content_grounded'
    AND session_id IN (SELECT unnest(:sessions))
    AND received_at >= COALESCE(CAST(:opened AS TIMESTAMP), TIMESTAMP '-infinity')
