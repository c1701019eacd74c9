import { type MonitoredWheel } from '@croupier/contracts';
import { alarmAt, Evidence, pocketGains, unevenArcs } from '@croupier/game-maths';
import { Clock, dateAt, newId } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { type AlertRow, alertsOf } from './alert-view.js';
import { Cells } from './cells.service.js';
import { power, ratio } from './cell-view.js';
import { type AlarmFigures } from './key-event.js';
import { type CellKey, type CellRow, MonitorQueries, type PocketsRow } from './monitor.queries.js';
import { daysOf, weekOf } from './watch.js';

/** The spins of one day, by place on the wheel. */
interface WheelDay {
  readonly day: string;
  readonly counts: readonly number[];
}

/** A table by one definition, with its wheel: the pockets clockwise. */
interface Spun {
  readonly key: CellKey;
  readonly wheel: readonly number[];
  readonly days: readonly WheelDay[];
}

type WatchedWheel = Omit<MonitoredWheel, 'alerts'>;

/** Whether the pockets of live tables come equally often (RTS 17A): one cell for each wheel, by definition. */
@Injectable()
export class Wheels {
  private wheels: readonly WatchedWheel[] = [];

  constructor(
    private readonly queries: MonitorQueries,
    private readonly cells: Cells,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Looks at all spins now, and raises an alarm where the evidence suffices. */
  async evaluate(): Promise<void> {
    const spun = await this.spun();
    const cellsOf = await this.cells.of(spun.map(({ key }) => key));
    const wheels: WatchedWheel[] = [];
    for (const each of spun) {
      for (const row of cellsOf(each.key)) {
        const found = judged(each, row);
        if (!found) continue;
        wheels.push(found.view);
        if (found.log >= alarmAt(row.cell) && row.ends_before === null) await this.raise(each, found.view);
      }
    }
    this.wheels = wheels.sort((a, b) => a.cell - b.cell);
  }

  report(gameId: string | undefined, alerts: readonly AlertRow[]): MonitoredWheel[] {
    return this.wheels
      .filter((wheel) => gameId === undefined || wheel.gameId === gameId)
      .map((wheel) => ({ ...wheel, alerts: alertsOf(alerts, wheel.cell) }));
  }

  private async spun(): Promise<Spun[]> {
    const byTable = new Map<string, PocketsRow[]>();
    for (const row of await this.queries.pockets()) {
      const name = JSON.stringify([row.table_id, row.definition_hash]);
      byTable.set(name, [...(byTable.get(name) ?? []), row]);
    }
    const spun: Spun[] = [];
    for (const rows of byTable.values()) {
      const [{ table_id: game_id, definition_hash } = { table_id: '', definition_hash: '' }] = rows;
      const definition = (await this.queries.definition(game_id, definition_hash)) as
        { wheel?: readonly number[] } | undefined;
      const wheel = definition?.wheel;
      // Not told yet by the catalogue: it is at the next look.
      if (!wheel) continue;
      const days = rows.map(({ day, pockets }) => ({
        day,
        counts: wheel.map((pocket) => pockets[pocket] ?? 0),
      }));
      spun.push({ key: { game_id, definition_hash, band: 'wheel', channel: 'all' }, wheel, days });
    }
    return spun;
  }

  private async raise({ key, wheel }: Spun, view: WatchedWheel): Promise<void> {
    const raised_at = this.clock.now();
    const figures: AlarmFigures = {
      ...{ gameId: view.gameId, definitionHash: view.definitionHash, band: key.band, channel: key.channel },
      ...{ from: view.from, to: view.to, rounds: view.spins, evidence: view.evidence, alarmAt: view.alarmAt },
      ...{ actualReturn: view.oddestShare, theoreticalReturn: ratio.format(1 / wheel.length) },
      pocket: view.oddest,
    };
    const alert = { alert_id: newId(), cell: view.cell, direction: 'pockets' as const, raised_at, figures };
    if (await this.queries.raise(alert)) this.log.error({ ...figures }, 'a wheel is uneven');
  }
}

/** What the days of a cell come to; undefined before its first spin. */
function judged({ key, wheel, days }: Spun, row: CellRow): { view: WatchedWheel; log: number } | undefined {
  const own = daysOf(row, days);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return undefined;
  const evidence = new Evidence(unevenArcs(wheel.length).length);
  const openedOn = dateAt(row.opened_at);
  for (const { day, counts } of own) evidence.add(weekOf(openedOn, day), pocketGains(counts));
  const counts = wheel.map((_, place) => own.reduce((sum, day) => sum + (day.counts[place] ?? 0), 0));
  const spins = counts.reduce((sum, each) => sum + each, 0);
  const distances = counts.map((count) => Math.abs(count - spins / wheel.length));
  const oddest = distances.indexOf(Math.max(...distances));
  const view = {
    ...{ cell: row.cell, gameId: key.game_id, definitionHash: key.definition_hash },
    ...{ from: first.day, to: last.day, spins, oddest: wheel[oddest] ?? 0 },
    oddestShare: ratio.format((counts[oddest] ?? 0) / spins),
    ...{ evidence: power(evidence.log), alarmAt: power(alarmAt(row.cell)) },
    ...(row.follows === null ? {} : { follows: row.follows }),
  };
  return { view, log: evidence.log };
}
