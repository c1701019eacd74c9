import { readFileSync } from 'node:fs';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { loadLedgerSql } from './ledger-sql.js';

/** Progressive jackpots of our own games: a row a pot, which is locked by every round that feeds it. */
export class Jackpots1795897000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await loadLedgerSql(runner);
    await runner.query(readFileSync(new URL('../ledger/jackpots.sql', import.meta.url), 'utf8'));
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT ON jackpots, jackpot_falls TO "${role}";
      GRANT EXECUTE ON FUNCTION move_pot, jackpot_differences TO "${role}";
    `);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('jackpots that were fed are not taken apart: restore the backup before it'),
    );
  }
}

const tables = `
  CREATE TABLE jackpots (
    jackpot_id  text PRIMARY KEY,
    currency    text NOT NULL,
    state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    -- How often it was begun.
    cycle       integer NOT NULL DEFAULT 1,
    -- What is in it, and where that came from, in millionths of a minor unit.
    balance     bigint NOT NULL CHECK (balance >= 0),
    seeded      bigint NOT NULL,
    contributed bigint NOT NULL DEFAULT 0,
    -- Less what was taken back of wins.
    paid        bigint NOT NULL DEFAULT 0,
    -- From other pots less to other pots.
    moved       bigint NOT NULL DEFAULT 0,
    -- What its liability in the ledger has of it, in minor units.
    posted      bigint NOT NULL DEFAULT 0 CHECK (posted >= 0),
    opened_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT jackpots_add_up CHECK (balance = seeded + contributed - paid + moved),
    CONSTRAINT jackpots_are_covered CHECK (posted <= balance / 1000000)
  );
  CREATE TABLE jackpot_falls (
    jackpot_id text NOT NULL REFERENCES jackpots,
    cycle      integer NOT NULL,
    currency   text NOT NULL,
    amount     bigint NOT NULL CHECK (amount > 0),
    player_id  uuid NOT NULL,
    round_id   uuid NOT NULL,
    win_id     uuid NOT NULL,
    fell_at    timestamptz NOT NULL,
    PRIMARY KEY (jackpot_id, cycle)
  );
  -- For sums over what a jackpot was fed and paid: rounds without one are not in it.
  CREATE INDEX journal_jackpots ON journal (jackpot_id) WHERE jackpot_id IS NOT NULL;
  ALTER TABLE ledger_differences
    DROP CONSTRAINT ledger_differences_check_check, ADD CHECK ("check" IN ('C1', 'C2', 'C3', 'J1'));
`;
