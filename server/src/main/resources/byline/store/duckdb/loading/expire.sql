-- Deletes the events that none of their organisations keeps any longer; in no order.
DELETE FROM events
WHERE
    timestamp < CAST(:now AS TIMESTAMP) - to_days(greatest(
        COALESCE(
            CAST(list_extract(:days, list_position(:organisations, reporter)) AS INTEGER), CAST(:usual AS INTEGER)
        ),
        CASE
            WHEN owner IS NULL THEN 0
            ELSE COALESCE(
                CAST(list_extract(:days, list_position(:organisations, owner)) AS INTEGER), CAST(:usual AS INTEGER)
            )
        END,
        CASE
            WHEN conflict IS NULL THEN 0
            ELSE COALESCE(
                CAST(list_extract(:days, list_position(:organisations, conflict)) AS INTEGER), CAST(:usual AS INTEGER)
            )
        END
    ))
