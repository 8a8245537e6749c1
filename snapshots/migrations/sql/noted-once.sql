-- 県の指示: one row for each that was noted, under the id that follows from the key of its request: what is sent again after a
-- lost answer is found here and stands once. All of them are read in suspicions.prefecture_answer.
CREATE TABLE suspicion_answers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  suspicion uuid NOT NULL REFERENCES suspicions (id) ON DELETE RESTRICT,
  answer text NOT NULL,
  noted_by uuid NOT NULL REFERENCES directus_users (id) ON DELETE RESTRICT, noted_at timestamptz NOT NULL
);
SELECT grant_make_append_only('suspicion_answers');

CREATE FUNCTION grant_note_instruction() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.noted_by := grant_require('reviewer', 'approver', 'manager');
  NEW.noted_at := grant_moment();
  RETURN NEW;
END $$;
CREATE TRIGGER grant_note_instruction BEFORE INSERT ON suspicion_answers FOR EACH ROW EXECUTE FUNCTION grant_note_instruction();
