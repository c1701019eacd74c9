import { type MonitoredCell, type ReadReturnMonitor, type ReturnMonitor } from '@croupier/contracts';
import {
  alarmAt,
  Counter,
  CountingUnavailableError,
  DefinitionError,
  directions,
  gainsOf,
  type KnownBounds,
  multiplesSum,
  SlotCountingError,
  UncountedError,
} from '@croupier/game-maths';
import { Clock, dateAt, newId } from '@croupier/kernel';
import { type Log, Metrics } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { alertsOf } from './alert-view.js';
import { Cells } from './cells.service.js';
import { type CellKey, type DayRow, MonitorQueries, type MultiplesRow } from './monitor.queries.js';
import { alarmFigures, cellView, type WatchedCell } from './cell-view.js';
import { daysOf, together, verdictOf, type WatchedDay } from './watch.js';
import { Wheels } from './wheels.service.js';

const everyMs = 2 * 60_000;
/** After a law for which there was no room, or no time. */
const tryAgainMs = 60 * 60_000;
/** Before a version has so many rounds its law, which can take seconds to derive, is not. */
const roundsToDerive = 1000;
/** Days of a version read at once, so that a first look at years of play does not hold everything in memory. */
const daysAtOnce = 31;

interface Watched extends Pick<WatchedCell, 'key' | 'bounds' | 'isDecided'> {
  readonly days: readonly WatchedDay[];
}

/**
 * Looks at the rounds of every version of every game, by band of stakes and channel and together, and at the spins and wheels of
 * live tables, and raises an alarm where the evidence of a wrong return suffices. What a day came to is kept in memory until more rounds of it come; alerts and
 * the numbers of cells are kept for ever.
 */
@Injectable()
export class MonitorProcess implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly seen = new Map<string, WatchedDay>();
  private readonly known = new Map<string, KnownBounds>();
  /** Versions whose law this process cannot derive, and when it tries again, in ms. */
  private readonly unknown = new Map<string, number>();
  private cells: readonly WatchedCell[] = [];
  private evaluatedAt: Date | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private round: Promise<void> | undefined;

  constructor(
    private readonly queries: MonitorQueries,
    private readonly cellNumbers: Cells,
    private readonly wheels: Wheels,
    private readonly counter: Counter,
    private readonly clock: Clock,
    metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {
    metrics.gauge(
      'casino_return_unwatched_count',
      'Versions whose rounds are counted and whose return is held against nothing: what they should return is not known here.',
      () => this.unknown.size,
    );
    metrics.gauge(
      'casino_return_alerts_count',
      'Alerts of the monitor of returns that nobody has closed.',
      async () => (await this.queries.alerts()).filter(({ closed_at }) => closed_at === null).length,
    );
  }

  onApplicationBootstrap(): void {
    this.schedule(everyMs / 4);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** What was found when the rounds were last looked at, with all alerts. */
  async report({ gameId }: ReadReturnMonitor): Promise<ReturnMonitor> {
    const alerts = await this.queries.alerts();
    const cells = this.cells
      .filter((cell) => gameId === undefined || cell.key.game_id === gameId)
      .map((cell): MonitoredCell => ({ ...cellView(cell), alerts: alertsOf(alerts, cell.cell) }));
    const wheels = this.wheels.report(gameId, alerts);
    return { ...(this.evaluatedAt ? { evaluatedAt: this.evaluatedAt.toISOString() } : {}), cells, wheels };
  }

  /** Looks at everything now. */
  async evaluate(): Promise<void> {
    await this.queries.follow();
    const versions = new Map<string, DayRow[]>();
    for (const row of await this.queries.days()) {
      const name = JSON.stringify([row.game_id, row.definition_hash]);
      const rows = versions.get(name) ?? [];
      rows.push(row);
      versions.set(name, rows);
    }
    const watched: Watched[] = [];
    for (const rows of versions.values()) watched.push(...(await this.version(rows)));
    const cells = await this.judged(watched);
    for (const cell of cells) await this.judge(cell);
    this.cells = cells;
    await this.wheels.evaluate();
    this.evaluatedAt = this.clock.now();
  }

  /** All rounds of a version first, then each band and channel. */
  private async version(rows: readonly DayRow[]): Promise<Watched[]> {
    const [first] = rows;
    if (!first) return [];
    const { game_id, definition_hash, is_decided: isDecided } = first;
    const rounds = rows.reduce((sum, row) => sum + row.rounds, 0);
    const bounds = await this.boundsFor(first, rounds);
    await this.look(rows, bounds);
    const parts = new Map<string, { key: CellKey; days: WatchedDay[] }>();
    for (const row of rows) {
      const day = this.seen.get(nameOf(row, row.day));
      const name = nameOf(row, '');
      const part = parts.get(name) ?? { key: row, days: [] };
      if (day) part.days.push(day);
      parts.set(name, part);
    }
    const whole = {
      key: { game_id, definition_hash, band: 'all', channel: 'all' },
      days: together([...parts.values()].flatMap(({ days }) => days)),
    };
    // Spins of a table are in no band and of no channel: all of them is all there is.
    const bands = [...parts.values()].filter(({ key }) => key.band !== 'all');
    return [whole, ...bands].map(({ key, days }) => ({ key, days, bounds, isDecided }));
  }

  /** Reads the days that have other rounds than when they were last seen. */
  private async look(rows: readonly DayRow[], bounds: KnownBounds | undefined): Promise<void> {
    const changed = rows.filter((row) => {
      const seen = this.seen.get(nameOf(row, row.day));
      return seen?.rounds !== row.rounds || (bounds !== undefined && seen.gains.over === undefined);
    });
    const days = [...new Set(changed.map(({ day }) => day))];
    for (let from = 0; from < days.length; from += daysAtOnce) {
      const { game_id = '', definition_hash = '' } = rows[0] ?? {};
      const read = await this.queries.multiples(
        game_id,
        definition_hash,
        days.slice(from, from + daysAtOnce),
      );
      const byDay = new Map<string, MultiplesRow[]>();
      for (const row of read) {
        const name = nameOf({ game_id, definition_hash, ...row }, row.day);
        const ofDay = byDay.get(name) ?? [];
        ofDay.push(row);
        byDay.set(name, ofDay);
      }
      for (const [name, multiples] of byDay) this.seen.set(name, watchedDay(multiples, bounds));
    }
  }

  /** What is known of rounds with decisions stays in this process: what a service of before kept of them is of another form. */
  private async boundsFor(
    { game_id, definition_hash, is_decided }: DayRow,
    rounds: number,
  ): Promise<KnownBounds | undefined> {
    const name = JSON.stringify([game_id, definition_hash, is_decided]);
    const known =
      this.known.get(name) ?? (is_decided ? undefined : await this.queries.bounds(game_id, definition_hash));
    if (known) this.known.set(name, known);
    if (known || rounds < roundsToDerive) return known;
    const definition = await this.queries.definition(game_id, definition_hash);
    if (definition === undefined) return undefined;
    const bounds = await this.derived(name, definition, is_decided);
    if (bounds && is_decided) this.known.set(name, bounds);
    else if (bounds) await this.queries.keepBounds(game_id, definition_hash, bounds);
    return bounds;
  }

  /** Undefined where nothing is known of it; one version that cannot be derived leaves all others watched. */
  private async derived(
    name: string,
    definition: unknown,
    isDecided: boolean,
  ): Promise<KnownBounds | undefined> {
    const now = this.clock.now().getTime();
    if (now < (this.unknown.get(name) ?? 0)) return undefined;
    try {
      const bounds = await this.counter.count('bounds', { definition, isDecided });
      this.unknown.delete(name);
      return bounds;
    } catch (error) {
      // The next look asks again.
      if (error instanceof CountingUnavailableError) return undefined;
      if (!(error instanceof DefinitionError || error instanceof RangeError)) throw error;
      // What room and time there is, is of the moment; everything else stays as it is.
      const isPassing = error instanceof SlotCountingError || error instanceof UncountedError;
      this.unknown.set(name, isPassing ? now + tryAgainMs : Number.POSITIVE_INFINITY);
      this.log.error({ version: name, reason: error.message }, 'the return of a version is not watched');
      return undefined;
    }
  }

  /** Cells with their numbers, of which one that is new gets the next, and what their days come to. */
  private async judged(watched: readonly Watched[]): Promise<WatchedCell[]> {
    const cellsOf = await this.cellNumbers.of(watched.map(({ key }) => key));
    return watched
      .flatMap(({ key, days, ...known }) =>
        cellsOf(key).flatMap((row): WatchedCell[] => {
          const verdict = verdictOf(daysOf(row, days), dateAt(row.opened_at));
          if (!verdict) return [];
          const { cell, follows, ends_before } = row;
          return [{ cell, follows, hasEnded: ends_before !== null, key, verdict, ...known }];
        }),
      )
      .sort((a, b) => a.cell - b.cell);
  }

  private async judge(cell: WatchedCell): Promise<void> {
    if (cell.hasEnded) return;
    for (const direction of directions) {
      const evidence = cell.verdict.evidence[direction];
      if (evidence === undefined || evidence < alarmAt(cell.cell)) continue;
      const raised_at = this.clock.now();
      const figures = alarmFigures(cell, direction);
      const alert = { alert_id: newId(), cell: cell.cell, direction, raised_at, figures };
      if (await this.queries.raise(alert))
        this.log.error({ direction, ...figures }, 'a game returns what it must not');
    }
  }

  private schedule(waitMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.evaluate()
        .catch((error: unknown) => this.log.warn({ reason: String(error) }, 'returns could not be looked at'))
        .then(() => this.schedule(everyMs));
    }, waitMs);
    this.timer.unref();
  }
}

function nameOf({ game_id, definition_hash, band, channel }: CellKey, day: string): string {
  return JSON.stringify([game_id, definition_hash, band, channel, day]);
}

function watchedDay(multiples: readonly MultiplesRow[], bounds: KnownBounds | undefined): WatchedDay {
  const [{ day } = { day: '' }] = multiples;
  return {
    day,
    rounds: multiples.reduce((sum, { rounds }) => sum + rounds, 0),
    sum: multiples.reduce((sum, each) => sum + multiplesSum(each), 0),
    gains: {
      over: bounds && gainsOf('over', bounds, multiples),
      under: bounds && gainsOf('under', bounds, multiples),
    },
  };
}
