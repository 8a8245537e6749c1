-- Takes agents.sql back; newest parts first where one rests on another.
DROP TRIGGER IF EXISTS grant_no_truncate ON messages;
DROP TRIGGER IF EXISTS grant_keep_message ON messages;
DROP TRIGGER IF EXISTS grant_agent_part ON messages;
DROP TRIGGER IF EXISTS grant_agent_part ON correction_items;
DROP TRIGGER IF EXISTS grant_agent_part ON bank_accounts;
DROP TRIGGER IF EXISTS grant_agent_part ON attachments;
DROP TRIGGER IF EXISTS grant_agent_part ON drafts;
DROP TRIGGER IF EXISTS grant_keep_people ON applications;
DROP TRIGGER IF EXISTS grant_no_truncate ON mandates;
DROP TRIGGER IF EXISTS grant_keep_mandate ON mandates;
DROP FUNCTION grant_keep_message;
DROP FUNCTION grant_agent_part;
DROP FUNCTION grant_keep_people;
DROP FUNCTION grant_require_mandate;
DROP FUNCTION grant_keep_mandate;
DROP FUNCTION grant_is_principal;
DROP FUNCTION grant_mandate_holds;
DROP FUNCTION grant_today;
