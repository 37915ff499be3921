-- One verdict an event, the first: reads join them, and a second one would count the event twice.
CREATE TEMPORARY TABLE one_verdict AS
SELECT DISTINCT ON (reporter, event_id) * FROM verdicts ORDER BY reporter, event_id, rowid;

DELETE FROM verdicts;

INSERT INTO verdicts SELECT * FROM one_verdict;

DROP TABLE one_verdict;
