-- A passkey belongs to one user; a challenge to one login session, which answers it once.
CREATE UNIQUE INDEX one_user_a_passkey ON second_factors (credential_id) WHERE credential_id IS NOT NULL;
CREATE TABLE passkey_challenges (
    login_session_id TEXT PRIMARY KEY REFERENCES login_sessions (id) ON DELETE CASCADE,
    challenge TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- What a person did is read by that person too.
CREATE INDEX audit_log_by_actor ON audit_log (actor, number);
