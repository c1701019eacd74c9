import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Offers to players and segments. What is offered cannot be changed afterwards; its messages have its id as origin. */
export class Campaigns1764158500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(campaigns);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT ON campaigns TO "${role}";
      GRANT UPDATE (cursor, players, next_check_at) ON campaigns TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX messages_offers; DROP TABLE campaigns');
  }
}

const campaigns = `
  CREATE TABLE campaigns (
    campaign_id   uuid PRIMARY KEY,
    programme_id  text NOT NULL,
    version       integer NOT NULL,
    player_id     uuid,
    segment       text,
    headline      text NOT NULL,
    conditions    text NOT NULL,
    until         timestamptz NOT NULL,
    created_at    timestamptz NOT NULL,
    -- The last member that was queued for.
    cursor        uuid,
    players       integer NOT NULL DEFAULT 0,
    -- Null once it is queued for everybody.
    next_check_at timestamptz,
    CHECK ((player_id IS NULL) <> (segment IS NULL))
  );
  CREATE INDEX campaigns_due ON campaigns (next_check_at) WHERE next_check_at IS NOT NULL;
  CREATE INDEX messages_offers ON messages (origin_id) WHERE purpose = 'marketing';
`;
