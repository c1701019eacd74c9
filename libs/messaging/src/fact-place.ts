import { type DataSource } from 'typeorm';

/**
 * How far a service has heard a stream, in its own database. The broker knows it too, but counts a place where nothing is
 * any more as heard: it could not say afterwards what was missed.
 */
export class FactPlace {
  private stored = 0;

  constructor(
    private readonly database: DataSource,
    /** The service whose stream it is. */
    private readonly source: string,
  ) {}

  /**
   * Up to where all was heard, or was known to be missing.
   * @param created when the stream was made: of another one nothing was heard
   * @param floor where the broker says that it is, which holds if nothing else is known
   */
  async read(created: string, floor: number): Promise<number> {
    const [row] = (await this.database.query(
      `INSERT INTO fact_places (source, stream_created, seq) VALUES ($1, $2, $3)
       ON CONFLICT (source) DO UPDATE SET stream_created = excluded.stream_created,
         seq = CASE fact_places.stream_created WHEN excluded.stream_created
                 THEN least(fact_places.seq, excluded.seq) ELSE 0 END
       RETURNING seq`,
      [this.source, created, floor],
    )) as [{ seq: string }];
    this.stored = Number(row.seq);
    return this.stored;
  }

  /** Only forward. One that gets lost means that a hole is read again, which the inbox makes harmless. */
  async store(seq: number): Promise<void> {
    if (seq <= this.stored) return;
    this.stored = seq;
    await this.database.query(`UPDATE fact_places SET seq = $2 WHERE source = $1 AND seq < $2`, [
      this.source,
      seq,
    ]);
  }
}
