import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { playSessions, projectionFunctions } from '../projections/project.sql.js';
import { firstProjections, projectionsWithSessions } from './1795575000000-analytics.js';

/** How long players play: sessions of play, made of the rounds that were heard of so far and of those to come. */
export class PlaySessions1795620000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(table);
    await runner.query(`GRANT SELECT ON play_sessions TO "${role}"`);
    await runner.query(`LOCK TABLE events IN SHARE MODE`);
    await runner.query(projectionFunctions(projectionsWithSessions));
    await runner.query(playSessions('true'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(projectionFunctions(firstProjections));
    await runner.query(`DROP TABLE play_sessions`);
  }
}

const table = `
  CREATE TABLE play_sessions (
    player_id       uuid NOT NULL,
    game_session_id uuid NOT NULL,
    game_id         text NOT NULL,
    currency        text NOT NULL,
    started_at      timestamptz NOT NULL,
    ended_at        timestamptz NOT NULL CHECK (ended_at >= started_at),
    rounds          bigint NOT NULL CHECK (rounds > 0),
    PRIMARY KEY (player_id, game_session_id, game_id, currency, started_at)
  );
  CREATE INDEX play_sessions_by_time ON play_sessions (started_at);
`;
