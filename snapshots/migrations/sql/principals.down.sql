-- Takes back principals.sql.
DROP TRIGGER grant_keep_principal ON applications;
DROP FUNCTION grant_keep_principal;
DROP FUNCTION grant_employer_identity;
DROP FUNCTION grant_corporate_number;
