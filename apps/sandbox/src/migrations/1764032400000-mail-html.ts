import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The HTML form of a mail, beside its text. */
export class MailHtml1764032400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mailbox ADD COLUMN body_html text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mailbox DROP COLUMN body_html');
  }
}
