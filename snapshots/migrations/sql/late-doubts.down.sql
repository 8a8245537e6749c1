CREATE OR REPLACE FUNCTION grant_freeze_payment() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF (TG_OP = 'INSERT' OR NEW.state = 'sealed' AND OLD.state = 'prepared') AND grant_doubt_stands(NEW.application) THEN
    PERFORM grant_refuse('doubt_open', 'payment');
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION grant_hand_out_file() RETURNS trigger LANGUAGE plpgsql
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
DROP FUNCTION grant_refuse_late(uuid);
DROP FUNCTION grant_late_doubt(uuid);
DROP FUNCTION grant_late_bars(uuid);
DROP FUNCTION grant_late_awards(uuid);
DROP TABLE late_looks;
DROP FUNCTION grant_look_at_late();
CREATE OR REPLACE FUNCTION grant_side_of(target text, key text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  side boolean;
  above constant jsonb := '{"attachments": ["application", "applications"], "bank_accounts": ["application", "applications"],
    "corrections": ["application", "applications"], "decisions": ["application", "applications"],
    "judgements": ["application", "applications"], "letters": ["application", "applications"],
    "mailings": ["application", "applications"], "obligations": ["application", "applications"],
    "payments": ["application", "applications"], "correction_items": ["correction", "corrections"],
    "mandates": ["employer", "employers"], "programme_versions": ["programme", "programmes"]}';
  parent text;
BEGIN
  IF above ? target THEN
    EXECUTE format('SELECT %I::text FROM %I WHERE id = %L', above -> target ->> 0, target, key) INTO parent;
    RETURN CASE WHEN parent IS NOT NULL THEN grant_side_of(above -> target ->> 1, parent) END;
  END IF;
  EXECUTE format('SELECT practice FROM %I WHERE id = %L', target, key) INTO side;
  RETURN side;
END $$;
