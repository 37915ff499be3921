-- Which site key an event of a site came in with, from whose page, and what ties a visit to the referral before it.
ALTER TABLE events ADD COLUMN site_key VARCHAR;
ALTER TABLE events ADD COLUMN origin VARCHAR;
ALTER TABLE events ADD COLUMN attributed_by VARCHAR;
