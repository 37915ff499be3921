-- Which of the events of an organisation's telemetry a reader asks for.
timestamp >= COALESCE(CAST(:since AS TIMESTAMP), TIMESTAMP '-infinity')
AND timestamp <= COALESCE(CAST(:until AS TIMESTAMP), TIMESTAMP 'infinity')
AND (CAST(:bot AS VARCHAR) IS NULL OR bot_name = CAST(:bot AS VARCHAR) OR agent_id = CAST(:bot AS VARCHAR))
AND (CAST(:purpose AS VARCHAR) IS NULL OR purpose = CAST(:purpose AS VARCHAR))
AND (CAST(:agent_id AS VARCHAR) IS NULL OR agent_id = CAST(:agent_id AS VARCHAR))
AND (CAST(:event_type AS VARCHAR) IS NULL OR type = CAST(:event_type AS VARCHAR))
AND (CAST(:content_url AS VARCHAR) IS NULL OR content_url = CAST(:content_url AS VARCHAR))
AND (CAST(:source_role AS VARCHAR) IS NULL OR source_role = CAST(:source_role AS VARCHAR))
