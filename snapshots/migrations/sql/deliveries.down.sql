-- Takes deliveries.sql back.
DROP TABLE door_attempts;
DROP TABLE mail_deliveries;
