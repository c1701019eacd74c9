import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Rounds with decisions. A row has what the round was drawn from and the decisions, never a state: that is what the game makes
 * of them. The definition is kept by its hash, so that a round goes on by the rules by which it was dealt.
 */
export class Decisions1795889000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE played_definitions (
        definition_hash text PRIMARY KEY,
        definition      jsonb NOT NULL
      );

      CREATE TABLE decision_rounds (
        player_id       uuid NOT NULL,
        round_id        uuid NOT NULL,
        game_session_id uuid NOT NULL,
        game_id         text NOT NULL,
        definition_hash text NOT NULL,
        currency        text NOT NULL,
        bets            jsonb NOT NULL,
        seed_salt       bytea NOT NULL,
        client_seed     text NOT NULL,
        refusals        integer NOT NULL,
        -- On the player's clock, as is decide_by.
        started_at      timestamptz NOT NULL,
        decide_by       timestamptz NOT NULL,
        state           text NOT NULL CHECK (state IN ('dealing', 'open', 'settling', 'settled', 'undone')),
        -- The deal and the decisions, each with the key that asked for it and what the ledger said.
        trail           jsonb NOT NULL DEFAULT '[]',
        -- A step whose stake may be in the ledger or not.
        pending         jsonb,
        attempts        integer NOT NULL DEFAULT 0,
        version         integer NOT NULL DEFAULT 0,
        touched_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (player_id, round_id)
      );
      -- A player has one round that waits, in whatever game.
      CREATE UNIQUE INDEX decision_rounds_in_play ON decision_rounds (player_id)
        WHERE state IN ('dealing', 'open', 'settling');
      CREATE INDEX decision_rounds_waiting ON decision_rounds (touched_at)
        WHERE state IN ('dealing', 'open', 'settling');
      CREATE INDEX decision_rounds_started ON decision_rounds (player_id, started_at);
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT ON played_definitions TO "${role}";
      GRANT SELECT, INSERT, UPDATE ON decision_rounds TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE decision_rounds; DROP TABLE played_definitions;`);
  }
}
