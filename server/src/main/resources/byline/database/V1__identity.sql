-- Identity: people, what they own, and the keys that act for it. Times are milliseconds since 1970 UTC.
CREATE TABLE users (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    operator BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Who a person is at an OpenID provider.
CREATE TABLE provider_accounts (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);

-- Sign-ins that are under way at an OpenID provider.
CREATE TABLE provider_sign_ins (
    state_digest TEXT PRIMARY KEY,
    provider TEXT NOT NULL,
    browser_digest TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- One-time-password generators and passkeys; a generator's secret is encrypted under the server's.
CREATE TABLE second_factors (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    secret TEXT NOT NULL,
    credential_id TEXT,
    counter BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    last_used_at BIGINT
);
CREATE INDEX second_factors_by_user ON second_factors (user_id);

CREATE TABLE recovery_codes (
    user_id TEXT NOT NULL REFERENCES users (id),
    digest TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (user_id, digest)
);

CREATE TABLE organizations (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    org_type TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    -- Gone for everyone but its owners, who may bring it back until purge_after.
    deleted_at BIGINT,
    purge_after BIGINT
);

CREATE TABLE organization_settings (
    organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (organization_id, name)
);

CREATE TABLE invitations (
    id TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    token_digest TEXT NOT NULL UNIQUE,
    invited_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    accepted_at BIGINT,
    UNIQUE (organization_id, email)
);

CREATE TABLE delegations (
    id TEXT PRIMARY KEY,
    grantor TEXT NOT NULL REFERENCES organizations (id),
    grantee TEXT NOT NULL REFERENCES organizations (id),
    scopes TEXT NOT NULL,
    domains TEXT,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    revoked_by TEXT
);
CREATE INDEX delegations_by_grantor ON delegations (grantor, created_at);
CREATE INDEX delegations_by_grantee ON delegations (grantee, created_at);

CREATE TABLE access_requests (
    id TEXT PRIMARY KEY,
    org_type TEXT NOT NULL,
    organization_name TEXT NOT NULL,
    admin_email TEXT NOT NULL,
    use_case TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    status TEXT NOT NULL,
    reviewed_by TEXT,
    reviewed_at BIGINT,
    reason TEXT,
    organization_id TEXT
);
CREATE INDEX access_requests_by_user ON access_requests (requested_by, created_at);

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
    expires_at BIGINT NOT NULL,
    -- A session that still owes its second factor opens nothing else.
    second_factor_due BIGINT NOT NULL DEFAULT 0
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
    -- When it was last looked at, and since when the proof has been missing.
    checked_at BIGINT,
    failing_since BIGINT,
    warned_at BIGINT,
    UNIQUE (organization_id, domain)
);
CREATE UNIQUE INDEX one_verified_owner ON domains (domain) WHERE verified_at IS NOT NULL;

-- What content ids begin with, such as isbn:978-1-, claimed through the manifest of a verified domain.
CREATE TABLE identifier_prefixes (
    id TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    prefix TEXT NOT NULL,
    domain TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    verified_at BIGINT,
    UNIQUE (organization_id, prefix)
);
CREATE UNIQUE INDEX one_verified_prefix ON identifier_prefixes (prefix) WHERE verified_at IS NOT NULL;

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
    created_by TEXT NOT NULL,
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

-- Requests of one key, one day, one answer.
CREATE TABLE key_usage (
    key_id TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    status BIGINT NOT NULL,
    requests BIGINT NOT NULL,
    PRIMARY KEY (key_id, day, status)
);

CREATE TABLE key_addresses (
    key_id TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    last_used_at BIGINT NOT NULL,
    PRIMARY KEY (key_id, address)
);

-- Append-only: every row carries a keyed hash over itself and the row before.
CREATE TABLE audit_log (
    number BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    organization_id TEXT NOT NULL,
    actor TEXT NOT NULL,
    address TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    before_change TEXT NOT NULL,
    after_change TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX audit_log_by_organization ON audit_log (organization_id, number);
CREATE TRIGGER audit_log_stays BEFORE DELETE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_log_keeps BEFORE UPDATE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

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
