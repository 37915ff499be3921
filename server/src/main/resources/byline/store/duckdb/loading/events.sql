-- Loads the lines of one segment of the commit log; trailers have no id. In the order of the lines.
INSERT INTO events (
    seq, id, type, timestamp, received_at, reporter, owner, conflict, site, quarantine, content_url, content_host,
    content_path, content_id, license_ref, terms_ref, session_id, turn_id, output_id, output_element_id,
    citation_id, presentation_id, content_telemetry_id, ctx_token, source_role, platform_id, agent_id, bot_name,
    bot_company, purpose, user_agent, verified, status, country, city, asn, source, referrer, event, value,
    currency, rest, signed_by, normalised, envelope, site_key, origin, attributed_by, manifest, evidence
)
SELECT
    CAST(:seq AS BIGINT) + row_number() OVER (), id, type, make_timestamp(timestamp), make_timestamp(received_at),
    reporter, owner, conflict, site, quarantine, content_url, content_host, content_path, content_id, license_ref,
    terms_ref, session_id, turn_id, output_id, output_element_id, citation_id, presentation_id,
    content_telemetry_id, ctx_token, source_role, platform_id, agent_id, bot_name, bot_company, purpose, user_agent,
    verified, status, country, city, asn, source, referrer, event, value, currency, rest,
    signed_by, normalised, envelope, site_key, origin, attributed_by, manifest, evidence
FROM read_json(
    :path,
    format = 'newline_delimited',
    records = 'true',
    compression = 'uncompressed',
    auto_detect = false,
    maximum_object_size = 16777216,
    columns = {
        id: 'UUID', type: 'VARCHAR', timestamp: 'BIGINT', received_at: 'BIGINT', reporter: 'VARCHAR', owner:
        'VARCHAR', conflict: 'VARCHAR', site: 'VARCHAR', quarantine: 'VARCHAR', content_url: 'VARCHAR',
        content_host: 'VARCHAR', content_path: 'VARCHAR', content_id: 'VARCHAR', license_ref: 'VARCHAR', terms_ref:
        'VARCHAR', session_id: 'UUID', turn_id: 'VARCHAR', output_id: 'VARCHAR', output_element_id: 'VARCHAR',
        citation_id: 'UUID', presentation_id: 'UUID', content_telemetry_id: 'UUID', ctx_token: 'VARCHAR',
        source_role: 'VARCHAR', platform_id: 'VARCHAR', agent_id: 'VARCHAR', bot_name: 'VARCHAR', bot_company:
        'VARCHAR', purpose: 'VARCHAR', user_agent: 'VARCHAR', verified: 'VARCHAR', status: 'INTEGER', country:
        'VARCHAR', city: 'VARCHAR', asn: 'VARCHAR', source: 'VARCHAR', referrer: 'VARCHAR', event: 'VARCHAR', value:
        'DOUBLE', currency: 'VARCHAR', rest: 'VARCHAR', signed_by: 'VARCHAR', normalised: 'VARCHAR', envelope: 'VARCHAR', site_key:
        'VARCHAR', origin: 'VARCHAR', attributed_by: 'VARCHAR',
        manifest: 'VARCHAR', evidence: 'VARCHAR'
    }
)
WHERE id IS NOT NULL
