-- What every process of the office has to know at once, and no collection needs to show.

-- 送信済みのメール: written as soon as the mail server has taken a mail. A job that is tried again because its process
-- died afterwards finds its line and sends nothing.
CREATE TABLE mail_deliveries (
  job uuid PRIMARY KEY, message_id text NOT NULL, kind text NOT NULL, about uuid NOT NULL,
  accepted_at timestamptz NOT NULL DEFAULT now()
);

-- 回数の制限: attempts at a door that costs a mail or tests a password. A minute's worth; worth nothing after a crash.
-- who: hash of the address, which is personal data and is not kept.
CREATE UNLOGGED TABLE door_attempts (
  door text NOT NULL, who text NOT NULL, count integer NOT NULL, until timestamptz NOT NULL, PRIMARY KEY (door, who)
);
