/** A fact in the outbox, as the relay reads it. */
export interface OutboxRow {
  id: string;
  event_id: string;
  subject: string;
  payload: string;
  trace: string | null;
  created_at: Date;
}

/** Sends one statement over the relay's connection; each must see what was committed before it. */
export type Ask = (sql: string, parameters?: unknown[]) => Promise<unknown>;

/** Ids between two that were read, which were not to be seen. */
interface Range {
  low: number;
  high: number;
}

/** What was missing at one moment, and who could still bring it. */
interface Gap {
  ranges: Range[];
  writers: ReadonlySet<string>;
  /** Something ended since it was last looked for. */
  due: boolean;
}

const columns = 'id, event_id, subject, payload, trace, created_at';
const nobody: ReadonlySet<string> = new Set();

/**
 * Reads the outbox in the order of ids and loses nothing, although ids are taken before commit and some never come.
 *
 * An id that is missing below one that was seen had been taken when that one was seen, or is skipped for good after a
 * crash: a sequence only counts up. Whoever took it locked the table first (RowExclusiveLock, when the INSERT was
 * analysed or its plan was fetched, before a row of it was made) and gives the lock back only when its rows can be
 * seen (PostgreSQL's CommitTransaction leaves the list of running transactions first and releases locks after). So the
 * id can come only from a transaction that holds the lock now, or it is seen by the next snapshot. Once none of those
 * holds it any more, and a snapshot taken after that still has no such id, it was rolled back and never comes.
 *
 * Facts above a gap are not held up by it; only `cursor` stays below. This needs a sequence without a cache and no
 * prepared transactions, which go on under another name.
 */
export class OutboxReader {
  private gaps: Gap[] = [];
  private through: number;

  constructor(
    private readonly ask: Ask,
    /** What is published, from the database. */
    cursor: number,
    private readonly most: number,
    /** Ranges remembered at most. */
    private readonly mostMissing = 10_000,
  ) {
    this.through = cursor;
  }

  /** Every fact with this id or a lower one was returned, or never comes. */
  get cursor(): number {
    const lowest = this.gaps
      .flatMap(({ ranges }) => ranges)
      .reduce((low, gap) => Math.min(low, gap.low), Infinity);
    return Math.min(this.through, lowest - 1);
  }

  /** The next facts by their ids, at most `most`; each once as long as this reader lives. */
  async next(): Promise<OutboxRow[]> {
    if (this.gaps.length > 0) this.notice(await this.writers());
    const due = this.gaps.filter((gap) => gap.due);
    const rows = await this.read(due.flatMap(({ ranges }) => ranges));
    const ids = rows.map(({ id }) => Number(id));
    const whole = rows.length < this.most;
    for (const gap of due) look(gap, ids, whole ? Infinity : (ids.at(-1) ?? 0));
    const missing = this.advance(ids);
    if (missing.length > 0) this.gaps.push({ ranges: missing, writers: await this.writers(), due: true });
    this.gaps = this.gaps.filter(({ ranges }) => ranges.length > 0);
    return rows;
  }

  /** True while it reads nothing new, because more is missing than it cares to remember. */
  get full(): boolean {
    return this.gaps.reduce((sum, { ranges }) => sum + ranges.length, 0) >= this.mostMissing;
  }

  private notice(present: ReadonlySet<string>): void {
    for (const gap of this.gaps) {
      const left = new Set([...gap.writers].filter((writer) => present.has(writer)));
      if (left.size < gap.writers.size) gap.due = true;
      gap.writers = left;
    }
  }

  private async read(ranges: Range[]): Promise<OutboxRow[]> {
    if (ranges.length === 0 && !this.full) {
      const above = `SELECT ${columns} FROM facts WHERE id > $1 ORDER BY id LIMIT $2`;
      return (await this.ask(above, [this.through, this.most])) as OutboxRow[];
    }
    return (await this.ask(
      `SELECT * FROM (
         SELECT late.* FROM unnest($3::bigint[], $4::bigint[]) AS gap(low, high) CROSS JOIN LATERAL
           (SELECT ${columns} FROM facts WHERE id BETWEEN gap.low AND gap.high ORDER BY id LIMIT $2) AS late
         UNION ALL
         (SELECT ${columns} FROM facts WHERE id > $1 ORDER BY id LIMIT $5)
       ) AS facts ORDER BY id LIMIT $2`,
      [
        this.through,
        this.most,
        ranges.map(({ low }) => low),
        ranges.map(({ high }) => high),
        this.full ? 0 : this.most,
      ],
    )) as OutboxRow[];
  }

  /** Goes on to the highest id read. @returns what is missing on the way */
  private advance(ids: readonly number[]): Range[] {
    const missing: Range[] = [];
    for (const id of ids) {
      if (id <= this.through) continue;
      if (id > this.through + 1) missing.push({ low: this.through + 1, high: id - 1 });
      this.through = id;
    }
    return missing;
  }

  /** The transactions that may have taken an id and not told what of it. */
  private async writers(): Promise<ReadonlySet<string>> {
    const rows = (await this.ask(
      `SELECT DISTINCT virtualtransaction AS writer FROM pg_locks
        WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted AND relation = 'outbox'::regclass
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )) as { writer: string }[];
    return rows.length === 0 ? nobody : new Set(rows.map(({ writer }) => writer));
  }
}

/** Takes out what came, and, up to where was looked, what nobody is left to bring. */
function look(gap: Gap, ids: readonly number[], upTo: number): void {
  const given = gap.writers.size === 0;
  gap.due = false;
  gap.ranges = gap.ranges.flatMap((range) =>
    without(range, ids).filter((rest) => {
      if (rest.high <= upTo) return !given;
      gap.due = true;
      return true;
    }),
  );
}

function without({ low, high }: Range, ids: readonly number[]): Range[] {
  const rest: Range[] = [];
  let from = low;
  for (const id of ids) {
    if (id < low || id > high) continue;
    if (id > from) rest.push({ low: from, high: id - 1 });
    from = id + 1;
  }
  if (from <= high) rest.push({ low: from, high });
  return rest;
}
