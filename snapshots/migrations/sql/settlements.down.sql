-- Takes settlements.sql back.
DROP TRIGGER grant_make_settlement ON settlements;
DROP TRIGGER grant_keep_settlement ON settlements;
DROP TRIGGER grant_no_truncate ON settlements;
DROP TRIGGER grant_check_return ON settlements;
DROP TRIGGER grant_check_return ON ledger_entries;
DROP FUNCTION grant_check_return;
DROP FUNCTION grant_keep_settlement;
DROP FUNCTION grant_make_settlement;
DROP FUNCTION grant_count_settlement;
