-- Manifests published for owners who can't publish a file on their own site.
CREATE TABLE hosted_manifests (
    domain TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    document TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);
