DROP TRIGGER grant_keep_practice ON inquiries;
DROP TRIGGER grant_keep_practice ON pr_activities;
DROP TRIGGER grant_keep_practice ON scans;
DROP FUNCTION grant_keep_practice();
DROP FUNCTION grant_reset_practice(text);
DROP FUNCTION grant_row_key(regclass);
DROP TABLE practice_archive;
DROP TABLE practice_resets;

CREATE OR REPLACE FUNCTION grant_confine(role_name name) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', role_name);
  EXECUTE format('GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO %I', role_name);
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON lifecycle_transitions, lifecycle_four_eyes, lifecycle_duties,
    money_moves, summary_labels, summaries, audit_heads, ledger_balances FROM %I', role_name);
  EXECUTE format('REVOKE UPDATE, DELETE ON case_events, access_log, ledger_entries FROM %I', role_name);
  EXECUTE format('REVOKE INSERT ON case_events FROM %I', role_name);
END $$;
