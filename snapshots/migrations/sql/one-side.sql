-- 練習と本番 (仕様書 本文4(1)エ): real and practice records never meet. Wherever a row refers to two records that are each of
-- one side, or is of a side itself and refers to another such record, all of them are of the same side, by whatever
-- door. An agent is a person and no side; so are the prices of a bank or of the post.

-- Which side a record is on: its own mark, or that of what it belongs to. Null: no such record.
CREATE FUNCTION grant_side_of(target text, key text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
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

-- AFTER trigger. Arguments: column:table for every reference to a record of a side.
CREATE FUNCTION grant_same_side() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  written constant jsonb := to_jsonb(NEW);
  mine boolean := (written ->> 'practice')::boolean;
  other boolean;
  pair text;
BEGIN
  FOREACH pair IN ARRAY TG_ARGV LOOP
    CONTINUE WHEN written ->> split_part(pair, ':', 1) IS NULL;
    other := grant_side_of(split_part(pair, ':', 2), written ->> split_part(pair, ':', 1));
    mine := coalesce(mine, other);
    IF other <> mine THEN PERFORM grant_refuse('practice_mixed', TG_TABLE_NAME || ' and ' || pair); END IF;
  END LOOP;
  RETURN NULL;
END $$;

DO $$
DECLARE
  guarded record;
BEGIN
  FOR guarded IN
    SELECT * FROM (VALUES
      ('applications', '{employer:employers,mandate:mandates,programme:programmes,programme_version:programme_versions}'::text[]),
      ('attachments', '{application:applications,correction_item:correction_items}'),
      ('bank_statement_lines', '{payment:payments}'),
      ('consultations', '{application:applications,programme_version:programme_versions}'),
      ('correction_items', '{correction:corrections,attachment:attachments}'),
      ('corrections', '{application:applications,consultation:consultations}'),
      ('costs', '{mailing:mailings,payment:payments}'),
      ('exports', '{report:reports}'),
      ('findings', '{application:applications,evidence:attachments,judgement:judgements}'),
      ('fund_requests', '{bank_profile:bank_profiles}'),
      ('information_requests', '{report:reports}'),
      ('inquiries', '{application:applications}'),
      ('judgements', '{application:applications,programme_version:programme_versions}'),
      ('ledger_entries', '{bank_statement_line:bank_statement_lines,fund_request:fund_requests,payment:payments,settlement:settlements}'),
      ('list_matches', '{employer:employers,prior_award:prior_awards,supporter_member:supporter_members}'),
      ('mailings', '{application:applications,letter:letters}'),
      ('obligations', '{application:applications,decision:decisions}'),
      ('payment_batches', '{bank_profile:bank_profiles}'),
      ('payments', '{application:applications,bank_account:bank_accounts,obligation:obligations,payment_batch:payment_batches}'),
      ('programmes', '{current_version:programme_versions}'),
      ('statement_matches', '{bank_statement_line:bank_statement_lines,ledger_entry:ledger_entries}')
    ) g (name, refs)
  LOOP
    EXECUTE format('CREATE TRIGGER grant_same_side AFTER INSERT OR UPDATE OF %s ON %I FOR EACH ROW EXECUTE FUNCTION grant_same_side(%s)',
      (SELECT string_agg(quote_ident(split_part(r, ':', 1)), ', ') FROM unnest(guarded.refs) r), guarded.name,
      (SELECT string_agg(quote_literal(r), ', ') FROM unnest(guarded.refs) r));
  END LOOP;
END $$;

-- A set of duplicates has no side of its own: its members give it one.
CREATE FUNCTION grant_same_side_of_set() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM duplicate_members m JOIN applications a ON a.id = m.application
              WHERE m.duplicate_set = NEW.duplicate_set
                AND a.practice IS DISTINCT FROM grant_side_of('applications', NEW.application::text)) THEN
    PERFORM grant_refuse('practice_mixed', 'duplicate_members');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER grant_same_side AFTER INSERT OR UPDATE OF application, duplicate_set ON duplicate_members
  FOR EACH ROW EXECUTE FUNCTION grant_same_side_of_set();

-- What is practice stays practice, and what is real stays real.
CREATE FUNCTION grant_side_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM grant_refuse('practice_mixed', TG_TABLE_NAME);
  RETURN NULL;
END $$;
DO $$
DECLARE
  marked text;
BEGIN
  FOR marked IN
    SELECT c.relname FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND t.attname = 'practice' AND NOT t.attisdropped
       AND c.relname NOT IN ('summaries', 'ledger_balances', 'agents')
  LOOP
    EXECUTE format('CREATE TRIGGER grant_side_stays AFTER UPDATE ON %I FOR EACH ROW WHEN (OLD.practice IS DISTINCT FROM NEW.practice) EXECUTE FUNCTION grant_side_stays()', marked);
  END LOOP;
END $$;
