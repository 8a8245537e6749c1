DROP TRIGGER grant_zstop_at_receipt ON applications;
CREATE TRIGGER grant_zstop_at_receipt BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state IN ('draft', 'received') AND NEW.state = 'submitted')
  EXECUTE FUNCTION grant_stop_at_receipt();
