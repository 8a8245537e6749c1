-- 不支給も名簿と照らして (仕様書 本文4(2)ウ): a list that came after the judgement can speak for a firm as well as against it. A
-- refusal, like a grant, waits until the case was judged with it. Replaces a trigger of late-lists.sql.

DROP TRIGGER grant_decide_with_lists ON decisions;
CREATE TRIGGER grant_decide_with_lists BEFORE INSERT ON decisions
  FOR EACH ROW WHEN (NEW.kind IN ('grant', 'refuse')) EXECUTE FUNCTION grant_decide_with_lists();
