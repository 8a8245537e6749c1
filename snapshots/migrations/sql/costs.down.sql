-- Takes costs.sql back.
DROP TRIGGER grant_cost_of_mailing ON mailings;
DROP TRIGGER grant_cost_of_transfer ON transfer_results;
DROP TRIGGER grant_make_cost ON costs;
DROP TRIGGER grant_keep_cost ON costs;
DROP TRIGGER grant_no_truncate ON costs;
DROP TRIGGER grant_keep_fee ON fee_tables;
DROP INDEX grant_one_postage;
DROP INDEX grant_one_transfer_fee;
DROP FUNCTION grant_price_costs;
DROP FUNCTION grant_keep_fee;
DROP FUNCTION grant_keep_cost;
DROP FUNCTION grant_make_cost;
DROP FUNCTION grant_cost_of_transfer;
DROP FUNCTION grant_cost_of_mailing;
DROP FUNCTION grant_note_cost;
DROP FUNCTION grant_fee;
