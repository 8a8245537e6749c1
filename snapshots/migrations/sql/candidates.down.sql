-- Takes candidates.sql back.
DROP FUNCTION grant_duplicate_candidates(jsonb);
DROP INDEX grant_alike_corporate;
DROP INDEX grant_alike_employee;
DROP INDEX grant_alike_office;
DROP INDEX grant_alike_address;
DROP INDEX grant_alike_phone;
DROP INDEX grant_alike_mail;
DROP INDEX grant_alike_births;
DROP INDEX grant_alike_account;
