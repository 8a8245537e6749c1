-- Takes back agents-apart.sql.
DROP TRIGGER grant_keep_namesakes ON postal_agents;
DROP FUNCTION grant_keep_namesakes;
DROP FUNCTION grant_name_only;
