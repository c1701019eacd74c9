import { type DataSource } from 'typeorm';

/**
 * How often work on a fact was begun and not ended, because the process died of it or was killed. Deliveries tell less:
 * an outage and a broker that starts again deliver as well.
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

  /** Notes that it ended, well or not. Where that fails, one begin too many is counted. */
  async end(id: string): Promise<void> {
    await this.database.query(`DELETE FROM fact_attempts WHERE event_id = $1`, [id]);
  }
}
