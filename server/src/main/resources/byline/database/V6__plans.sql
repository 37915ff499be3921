-- What an organisation may use, when it is not the usual.
CREATE TABLE organization_plans (
    organization_id TEXT PRIMARY KEY REFERENCES organizations (id),
    plan TEXT NOT NULL
);

-- Events an organisation brought in, and those beyond its plan, by UTC month such as 2026-03.
CREATE TABLE monthly_events (
    organization_id TEXT NOT NULL,
    month TEXT NOT NULL,
    stored BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    PRIMARY KEY (organization_id, month)
);
