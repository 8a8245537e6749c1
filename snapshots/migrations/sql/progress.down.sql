-- Takes progress.sql back.
DROP TABLE act_progress;
