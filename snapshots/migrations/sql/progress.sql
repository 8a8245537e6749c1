-- 進み具合: how far the long act is that a person waits for (making or sealing a batch, recording its results). Written beside
-- the transaction of the act; worth nothing after it.
CREATE UNLOGGED TABLE act_progress (
  who uuid PRIMARY KEY, done integer NOT NULL, total integer NOT NULL, noted_at timestamptz NOT NULL
);
