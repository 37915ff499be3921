-- Who gets a mail about which site every week, and the first day of the last week they got one about.
CREATE TABLE weekly_mails (
    site_id TEXT NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id),
    token TEXT NOT NULL UNIQUE,
    last_week TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, user_id)
);
