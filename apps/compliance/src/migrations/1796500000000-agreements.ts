import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What takes two agreements: the database itself lets nobody give both, nor one to the own request. */
export class Agreements1796500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE approvals
        ADD COLUMN endorser_id uuid,
        ADD COLUMN endorsed_at timestamptz,
        ADD COLUMN endorsement_reason text,
        ADD CONSTRAINT three_people CHECK (
          endorser_id <> maker_id AND (endorser_id <> approver_id OR status = 'rejected')),
        ADD CONSTRAINT endorsed_at_once CHECK ((endorser_id IS NULL) = (endorsed_at IS NULL)),
        ADD CONSTRAINT two_agreements CHECK (
          kind <> 'change-game' OR endorser_id IS NOT NULL OR status IN ('pending', 'rejected', 'expired'))
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(
      `GRANT UPDATE (endorser_id, endorsed_at, endorsement_reason) ON approvals TO "${role}"`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE approvals DROP COLUMN endorser_id, DROP COLUMN endorsed_at, DROP COLUMN endorsement_reason`,
    );
  }
}
