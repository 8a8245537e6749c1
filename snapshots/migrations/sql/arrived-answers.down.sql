-- Undoes arrived-answers.sql.

DROP TRIGGER grant_note_part ON corrections;
DROP FUNCTION grant_note_part;
DROP TRIGGER grant_consult_unanswered ON corrections;
DROP FUNCTION grant_consult_unanswered;
DROP TRIGGER grant_zanswer_by_post ON applications;
DROP FUNCTION grant_answer_by_post;
DROP FUNCTION grant_post_rule(applications);
DROP FUNCTION grant_answered_on(corrections);
DROP FUNCTION grant_answer_days(corrections);
DROP FUNCTION grant_answer_arrived(uuid);
