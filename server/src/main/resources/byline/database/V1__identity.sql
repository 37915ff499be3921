-- Identity: people, what they own, and the keys that act for it. Times are milliseconds since 1970 UTC.
CREATE TABLE users (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    operator BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE organizations (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    org_type TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    deleted_at BIGINT
);

CREATE TABLE members (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, user_id)
);
CREATE INDEX members_by_user ON members (user_id);

CREATE TABLE login_sessions (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    token_digest TEXT NOT NULL UNIQUE,
    organization_id TEXT REFERENCES organizations (id),
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX login_sessions_by_user ON login_sessions (user_id);

CREATE TABLE magic_links (
    token_digest TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    request_id TEXT NOT NULL,
    operator BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    consumed_at BIGINT
);
CREATE INDEX magic_links_by_email ON magic_links (email, created_at);

CREATE TABLE domains (
    id TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    domain TEXT NOT NULL,
    verification_token TEXT NOT NULL,
    verification_method TEXT,
    created_at BIGINT NOT NULL,
    verified_at BIGINT,
    UNIQUE (organization_id, domain)
);
CREATE UNIQUE INDEX one_verified_owner ON domains (domain) WHERE verified_at IS NOT NULL;

CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    first_four TEXT NOT NULL,
    last_four TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    domains TEXT,
    allowed_addresses TEXT,
    requests_per_minute BIGINT,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL REFERENCES users (id),
    expires_at BIGINT,
    login_session_id TEXT,
    rotated_from TEXT,
    revoked_at BIGINT,
    revoked_by TEXT,
    revoked_reason TEXT,
    last_used_at BIGINT,
    last_used_address TEXT,
    last_used_user_agent TEXT
);
CREATE INDEX api_keys_by_organization ON api_keys (organization_id, created_at);
CREATE INDEX api_keys_by_login_session ON api_keys (login_session_id) WHERE login_session_id IS NOT NULL;

CREATE TABLE sites (
    id TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    domain TEXT NOT NULL,
    site_key TEXT NOT NULL UNIQUE,
    allowed_origins TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    records_views BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    deleted_at BIGINT,
    worker_seen_at BIGINT
);
CREATE INDEX sites_by_organization ON sites (organization_id, created_at);
