-- What a site's people decided about slices of its events. Rows are only ever added: what takes a decision back is a
-- decision too.
CREATE TABLE slices (
    number   BIGINT    NOT NULL PRIMARY KEY,
    id       VARCHAR   NOT NULL UNIQUE,
    site     VARCHAR   NOT NULL,
    action   VARCHAR   NOT NULL, -- remove, restore, undo
    undoes   VARCHAR,            -- id of the decision an undo takes back
    slice    VARCHAR   NOT NULL, -- JSON object: which events are meant
    made_at  TIMESTAMP NOT NULL,
    made_by  VARCHAR   NOT NULL,
    events   BIGINT    NOT NULL
);

-- Which event a decision changed, from what to what; an empty text is an event that counts.
CREATE TABLE slice_events (
    slice   BIGINT  NOT NULL,
    seq     BIGINT  NOT NULL,
    was     VARCHAR NOT NULL,
    becomes VARCHAR NOT NULL
);
