DROP TRIGGER grant_hand_out_file ON access_log;
DROP FUNCTION grant_hand_out_file();
