DROP TABLE suspicion_answers;
DROP FUNCTION grant_note_instruction();
