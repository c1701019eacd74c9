import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { spinFunctions } from '../projections/spins.sql.js';

/** Spins of live tables: what each brought and came to, by day what they returned and which pockets came; alerts of wheels. */
export class Spins1796710000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(tables);
    await runner.query(spinFunctions);
    await runner.query(`
      GRANT SELECT ON table_spins, spin_multiples, spin_pockets TO "${role}";
      GRANT EXECUTE ON FUNCTION record_spins(jsonb) TO "${role}";
      ALTER TABLE return_alerts DROP CONSTRAINT return_alerts_direction_check,
        ADD CONSTRAINT return_alerts_direction_check CHECK (direction IN ('over', 'under', 'pockets'));
    `);
  }

  /** Alerts of wheels stay, and the service of before cannot show them: the constraint stays wide. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP FUNCTION record_spins(jsonb); DROP TABLE spin_pockets, spin_multiples, table_spins;`,
    );
  }
}

const tables = `
  -- One row a spin, as live told it: nobody is named in it.
  CREATE TABLE table_spins (
    round_id        uuid PRIMARY KEY,
    table_id        text NOT NULL,
    definition_hash text NOT NULL,
    number          bigint NOT NULL,
    pocket          integer NOT NULL CHECK (pocket BETWEEN 0 AND 37),
    players         integer NOT NULL CHECK (players >= 0),
    stakes          bigint NOT NULL CHECK (stakes >= 0),
    payouts         bigint NOT NULL CHECK (payouts >= 0),
    settled_at      timestamptz NOT NULL,
    received_at     timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE TRIGGER table_spins_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON table_spins
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  CREATE TABLE spin_multiples (
    table_id        text NOT NULL,
    definition_hash text NOT NULL,
    day             date NOT NULL,
    hundredths      bigint NOT NULL,
    spins           bigint NOT NULL,
    excess          numeric NOT NULL,
    PRIMARY KEY (table_id, definition_hash, day, hundredths)
  );

  CREATE TABLE spin_pockets (
    table_id        text NOT NULL,
    definition_hash text NOT NULL,
    day             date NOT NULL,
    pocket          integer NOT NULL,
    spins           bigint NOT NULL,
    PRIMARY KEY (table_id, definition_hash, day, pocket)
  );
`;
