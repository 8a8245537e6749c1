DROP TRIGGER grant_decide_with_lists ON decisions;
CREATE TRIGGER grant_decide_with_lists BEFORE INSERT ON decisions
  FOR EACH ROW WHEN (NEW.kind = 'grant') EXECUTE FUNCTION grant_decide_with_lists();
