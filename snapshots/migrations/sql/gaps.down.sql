-- Takes gaps.sql back.
DROP TRIGGER grant_zknown ON decisions;
DROP FUNCTION grant_decide_known;
DROP TRIGGER grant_zknown ON applications;
DROP FUNCTION grant_guard_gaps;
DROP FUNCTION grant_is_known;

CREATE OR REPLACE FUNCTION grant_answers(row_of_case jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT grant_answers_before_waiting(row_of_case) - 'waiting_from'
$$;

ALTER TABLE applications DROP CONSTRAINT grant_gaps_by_post;
