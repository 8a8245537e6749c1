-- Takes back principals.sql.
DROP TRIGGER grant_keep_principal ON applications;
DROP FUNCTION grant_keep_principal;
DROP TRIGGER grant_keep_mandate_employer ON mandates;
DROP FUNCTION grant_keep_mandate_employer;
DROP FUNCTION grant_corporate_check;
DROP FUNCTION grant_employer_identity;
DROP FUNCTION grant_corporate_number;
