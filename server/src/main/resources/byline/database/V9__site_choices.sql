-- What a site's people choose: whether visits are joined to the referral before them, and whether its badge is public.
ALTER TABLE sites ADD COLUMN joins_visits BIGINT NOT NULL DEFAULT 1;
ALTER TABLE sites ADD COLUMN shows_badge BIGINT NOT NULL DEFAULT 0;
