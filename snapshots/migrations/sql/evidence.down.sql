-- Takes evidence.sql back; newest parts first where one rests on another.
DROP TRIGGER IF EXISTS grant_agree_case ON applications;
DROP TRIGGER IF EXISTS grant_agree_decision ON decisions;
DROP TRIGGER IF EXISTS grant_agree_payment ON payments;
DROP TRIGGER IF EXISTS grant_agree_batch ON payment_batches;
DROP TRIGGER IF EXISTS grant_agree_result ON transfer_results;
DROP FUNCTION grant_agree_result;
DROP FUNCTION grant_agree_batch;
DROP FUNCTION grant_agree_payment;
DROP FUNCTION grant_agree_decision;
DROP FUNCTION grant_agree_case;
