-- Takes accounts.sql back; newest parts first where one rests on another.
DROP TRIGGER IF EXISTS grant_make_account ON bank_accounts;
DROP TRIGGER IF EXISTS grant_keep_account ON bank_accounts;
DROP TRIGGER IF EXISTS grant_no_truncate ON bank_accounts;
DROP INDEX grant_one_account;
DROP FUNCTION grant_keep_account;
DROP FUNCTION grant_make_account;
DROP FUNCTION grant_changing_account;
DROP FUNCTION grant_account_hash;
