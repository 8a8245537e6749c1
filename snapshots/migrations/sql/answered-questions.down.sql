-- Takes back answered-questions.sql; the days that were put in stay.
DROP TRIGGER grant_inquiry_due ON inquiries;
DROP FUNCTION grant_inquiry_due;
DROP FUNCTION grant_inquiry_day;
DROP TRIGGER grant_sum_pr ON pr_distributions;
CREATE OR REPLACE FUNCTION grant_sum_pr() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  -- The row lock makes two lines at a time wait for each other, so both are in the sum.
  UPDATE pr_activities SET distributed = 0 WHERE id IN (NEW.activity, CASE WHEN TG_OP = 'UPDATE' THEN OLD.activity END);
  RETURN NULL;
END $$;
CREATE TRIGGER grant_sum_pr AFTER INSERT OR UPDATE ON pr_distributions
  FOR EACH ROW EXECUTE FUNCTION grant_sum_pr();
-- Lines taken back as 0 stay; only new ones are refused.
ALTER TABLE pr_distributions DROP CONSTRAINT grant_pr_quantity;
ALTER TABLE pr_distributions ADD CONSTRAINT grant_pr_quantity CHECK (quantity > 0) NOT VALID;
DROP TRIGGER grant_keep_question ON consultations;
DROP FUNCTION grant_keep_question;
