-- Deletes what click tokens stood for whose events are gone; in no order.
DELETE FROM click_tokens
WHERE NOT EXISTS (
    SELECT 1 FROM events
    WHERE
        events.reporter = click_tokens.reporter
        AND events.session_id = click_tokens.session_id
        AND events.ctx_token = click_tokens.token)
