-- Takes repayments.sql back.
DROP TRIGGER grant_post_repayment ON applications;
DROP FUNCTION grant_post_repayment;
