-- How many of the events have which verdict, the late ones of the table `verdicts` included.
count(*) FILTER (COALESCE(verdicts.verdict, verified) = 'verified') AS verified,
count(*) FILTER (COALESCE(verdicts.verdict, verified) = 'failed') AS failed,
count(*) FILTER (COALESCE(verdicts.verdict, verified) = 'not_verifiable') AS not_verifiable
