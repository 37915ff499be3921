-- Prefixes are looked at again as domains are: when last, and since when the proof has been missing.
ALTER TABLE identifier_prefixes ADD COLUMN checked_at BIGINT;
ALTER TABLE identifier_prefixes ADD COLUMN failing_since BIGINT;
ALTER TABLE identifier_prefixes ADD COLUMN warned_at BIGINT;
