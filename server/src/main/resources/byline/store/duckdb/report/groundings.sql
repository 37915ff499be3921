-- What these sessions were grounded on, as far as the reader may see. In no order.
SELECT DISTINCT reporter, session_id, content_id, content_url
FROM events
WHERE
    {visible}
    AND type = 'content_grounded'
    AND session_id IN (SELECT unnest(:sessions))
