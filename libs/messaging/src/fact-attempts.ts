import { type DataSource } from 'typeorm';

/**
 * How often work on a fact was begun and not ended, because the process died of it or was killed, and how often it ended
 * badly. Deliveries tell less: an outage and a broker that starts again deliver as well.
 */
export class FactAttempts {
  constructor(private readonly database: DataSource) {}

  /** Notes that work begins. @returns how often it has, this time included, since it last ended */
  async begin(id: string): Promise<number> {
    const [row] = (await this.database.query(
      `INSERT INTO fact_attempts (event_id, begun) VALUES ($1, 1)
       ON CONFLICT (event_id) DO UPDATE SET begun = fact_attempts.begun + 1 RETURNING begun`,
      [id],
    )) as [{ begun: number }];
    return row.begun;
  }

  /** Notes that it ended for a reason of its own. @returns how often it has */
  async fail(id: string): Promise<number> {
    const [row] = (await this.database.query(
      `INSERT INTO fact_attempts (event_id, begun, failed) VALUES ($1, 0, 1)
       ON CONFLICT (event_id) DO UPDATE SET begun = 0, failed = fact_attempts.failed + 1 RETURNING failed`,
      [id],
    )) as [{ failed: number }];
    return row.failed;
  }

  /** Notes that it ended for no reason of its own: something else was away. */
  async interrupt(id: string): Promise<void> {
    await this.database.query(`UPDATE fact_attempts SET begun = 0 WHERE event_id = $1`, [id]);
  }

  /** Nothing will be done for it any more. */
  async forget(id: string): Promise<void> {
    await this.database.query(`DELETE FROM fact_attempts WHERE event_id = $1`, [id]);
  }
}
