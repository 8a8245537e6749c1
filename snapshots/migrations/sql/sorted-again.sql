-- 仕分け直し (仕様書 本文4(2)ア): pages that were given the wrong kind are sorted again until the decision, by an event that keeps
-- who did it, from what and to what.

CREATE FUNCTION grant_sort_again() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  facts jsonb := grant_setting('facts')::jsonb;
  whole attachments;
BEGIN
  PERFORM grant_way(OLD.state, NEW.state);
  IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
  SELECT * INTO whole FROM attachments a
   WHERE a.id::text = facts ->> 'envelope' AND a.application = OLD.id AND a.unsorted AND a.status = 'replaced';
  -- An envelope that is sorted, something of it that changes, and no page of it twice.
  IF whole.id IS NULL OR OLD.suspended_from IN ('granted', 'payable')
     OR (facts ->> 'judgement')::integer IS DISTINCT FROM grant_last_judgement(OLD.id)
     OR jsonb_array_length(coalesce(nullif(facts -> 'papers', 'null'), '[]'))
        + jsonb_array_length(coalesce(nullif(facts -> 'removed', 'null'), '[]')) = 0
     OR jsonb_typeof(facts -> 'before') IS DISTINCT FROM 'array' OR jsonb_typeof(facts -> 'after') IS DISTINCT FROM 'array'
     OR EXISTS (SELECT FROM jsonb_array_elements_text(facts -> 'papers') made
                 WHERE NOT EXISTS (SELECT FROM attachments a
                                    WHERE a.id = made::uuid AND a.envelope = whole.id AND a.status = 'received'))
     OR EXISTS (SELECT FROM jsonb_array_elements_text(facts -> 'removed') gone
                 WHERE NOT EXISTS (SELECT FROM attachments a
                                    WHERE a.id = gone::uuid AND a.envelope = whole.id AND a.status = 'removed'))
     OR EXISTS (SELECT FROM attachments a JOIN attachments b ON b.envelope = a.envelope AND b.id > a.id AND b.status = 'received'
                 WHERE a.envelope = whole.id AND a.status = 'received'
                   AND int4range(a.envelope_page, a.envelope_page + coalesce(a.pages, 1))
                       && int4range(b.envelope_page, b.envelope_page + coalesce(b.pages, 1))) THEN
    PERFORM grant_refuse('sort_again', OLD.id::text);
  END IF;
  RETURN NEW;
END $$;
-- Named to run after grant_move_case.
CREATE TRIGGER grant_zsort_again BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (current_setting('grant.event', true) = 'sort_again') EXECUTE FUNCTION grant_sort_again();
CREATE TRIGGER grant_record_sorting AFTER UPDATE ON applications FOR EACH ROW
  WHEN (current_setting('grant.event', true) = 'sort_again') EXECUTE FUNCTION grant_record_handing_over();
