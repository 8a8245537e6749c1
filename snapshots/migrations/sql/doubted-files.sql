-- 振込データの取得: the access log has a row before the bytes leave; with a doubted payment in the sealed batch there is none.
-- The cases are locked for the moment, so that a suspicion raised at the same time is seen or waits.
CREATE FUNCTION grant_hand_out_file() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  one uuid;
BEGIN
  FOR one IN SELECT a.id FROM applications a JOIN payments p ON p.application = a.id
              WHERE p.payment_batch::text = NEW.target_id::text AND p.state = 'sealed' ORDER BY a.id FOR SHARE OF a LOOP
    IF grant_doubt_stands(one) THEN PERFORM grant_refuse('doubt_open', 'file'); END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_hand_out_file BEFORE INSERT ON access_log FOR EACH ROW
  WHEN (NEW.action = 'transfer_file_fetched') EXECUTE FUNCTION grant_hand_out_file();
