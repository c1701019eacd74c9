import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A cell whose alarms are all closed is followed by another, with a number of its own, that has the days from the one after
 * the closing on. Cells whose alarms were closed before this are followed alike.
 */
export class FollowingCells1796700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE return_cells
        DROP CONSTRAINT return_cells_game_id_definition_hash_band_channel_key,
        ADD follows integer UNIQUE REFERENCES return_cells,
        ADD from_day date,
        ADD CONSTRAINT from_the_day_after CHECK ((follows IS NULL) = (from_day IS NULL));
      CREATE UNIQUE INDEX return_cells_first ON return_cells (game_id, definition_hash, band, channel)
        WHERE follows IS NULL;

      INSERT INTO return_cells (cell, game_id, definition_hash, band, channel, opened_at, follows, from_day)
      SELECT (SELECT max(cell) FROM return_cells) + row_number() OVER (ORDER BY ended.at, cell), game_id, definition_hash,
             band, channel, ended.at, cell, (ended.at AT TIME ZONE 'Europe/London')::date + 1
        FROM return_cells
        JOIN (SELECT cell, max(closed_at) AS at FROM return_alerts LEFT JOIN return_alert_closures USING (alert_id)
               GROUP BY cell HAVING bool_and(closed_at IS NOT NULL)) AS ended USING (cell);
    `);
  }

  /** Cells that follow are gone with their alerts; what was watched before is watched again. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE return_alert_closures DISABLE TRIGGER return_alert_closures_append_only;
      ALTER TABLE return_alerts DISABLE TRIGGER return_alerts_append_only;
      ALTER TABLE return_cells DISABLE TRIGGER return_cells_append_only;
      DELETE FROM return_alert_closures USING return_alerts JOIN return_cells USING (cell)
       WHERE return_alert_closures.alert_id = return_alerts.alert_id AND follows IS NOT NULL;
      DELETE FROM return_alerts USING return_cells WHERE return_alerts.cell = return_cells.cell AND follows IS NOT NULL;
      DELETE FROM return_cells WHERE follows IS NOT NULL;
      ALTER TABLE return_cells ENABLE TRIGGER return_cells_append_only;
      ALTER TABLE return_alerts ENABLE TRIGGER return_alerts_append_only;
      ALTER TABLE return_alert_closures ENABLE TRIGGER return_alert_closures_append_only;
      DROP INDEX return_cells_first;
      ALTER TABLE return_cells DROP CONSTRAINT from_the_day_after, DROP from_day, DROP follows,
        ADD UNIQUE (game_id, definition_hash, band, channel);
    `);
  }
}
