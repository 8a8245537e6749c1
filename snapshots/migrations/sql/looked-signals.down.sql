DROP TRIGGER grant_end_read ON suspicions;
DROP FUNCTION grant_end_read();
DROP TABLE suspicion_notes;
DROP FUNCTION grant_note_suspicion();
DROP TABLE signal_looks;
DROP FUNCTION grant_look_at_signal();
DROP FUNCTION grant_signal_counts(signals);
DROP FUNCTION grant_signal_basis(text);
