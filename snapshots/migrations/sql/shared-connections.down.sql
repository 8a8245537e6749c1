DROP FUNCTION grant_same_connections(uuid, integer);
DROP INDEX grant_login_user;
DROP INDEX grant_login_connection;
DROP FUNCTION grant_connection(text, text);
