-- Takes ledger.sql back; newest parts first where one rests on another.
DROP TRIGGER IF EXISTS grant_make_entry ON ledger_entries;
DROP TRIGGER IF EXISTS grant_book ON ledger_entries;
DROP TRIGGER IF EXISTS grant_balance_transaction ON ledger_entries;
DROP TRIGGER IF EXISTS grant_post_seal ON payments;
DROP TRIGGER IF EXISTS grant_post_result ON transfer_results;
DROP TRIGGER IF EXISTS grant_append_only ON ledger_entries;
DROP TRIGGER IF EXISTS grant_no_truncate ON ledger_entries;
ALTER TABLE ledger_entries DROP CONSTRAINT grant_ledger_unbalanced;
DROP FUNCTION grant_post_result;
DROP FUNCTION grant_post_seal;
DROP FUNCTION grant_post;
DROP FUNCTION grant_balance_transaction;
DROP FUNCTION grant_available;
DROP FUNCTION grant_book;
DROP FUNCTION grant_make_entry;
DROP TABLE ledger_balances;
