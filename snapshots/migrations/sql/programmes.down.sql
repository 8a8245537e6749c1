-- Takes programmes.sql back.
DROP TRIGGER grant_choose_version ON programmes;
DROP FUNCTION grant_choose_version;
DROP INDEX grant_version_number;
DROP TRIGGER grant_keep_version ON programme_versions;
DROP FUNCTION grant_keep_version;
