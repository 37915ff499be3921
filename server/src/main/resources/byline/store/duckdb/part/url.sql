-- The address of an event's content without what does not tell contents apart: case of the scheme, usual ports,
-- fragment.
CASE
    WHEN content_host IS NULL THEN content_url
    WHEN starts_with(content_url, concat('https://', content_host, '/')) AND NOT contains(content_url, '#') THEN content_url
    ELSE concat(
        lower(regexp_extract(content_url, '^([^:]*)://', 1)), '://', content_host,
        CASE
            WHEN regexp_matches(content_url, '^(?i)(http://[^/?#]*:80|https://[^/?#]*:443)([/?#]|$)') THEN ''
            ELSE regexp_extract(content_url, '^[^:]*://[^/?#]*(:[0-9]+)(?:[/?#]|$)', 1)
        END,
        regexp_replace(
            regexp_extract(content_url, '^[^:]*://[^/?#]*([^#]*)', 1), '^([^/]|$)', '/\1')
    )
END
