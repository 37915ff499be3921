-- How much is kept besides the events themselves, for tests. One row.
SELECT
    format(
        '{} verdicts, {} starts, {} ends, {} tokens, {} marks, {} decisions', (SELECT count(*) FROM verdicts),
        (SELECT count(*) FROM session_starts), (SELECT count(*) FROM session_ends),
        (SELECT count(*) FROM click_tokens), (SELECT count(*) FROM slice_events), (SELECT count(*) FROM slices)) AS kept
