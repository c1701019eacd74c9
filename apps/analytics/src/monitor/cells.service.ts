import { Clock } from '@croupier/kernel';
import { Injectable } from '@nestjs/common';
import { type CellKey, type CellRow, MonitorQueries } from './monitor.queries.js';

/** Cells by what they watch: each has a number among all there ever were, and with it a part of the false alarms. */
@Injectable()
export class Cells {
  constructor(
    private readonly queries: MonitorQueries,
    private readonly clock: Clock,
  ) {}

  /** The cells of each of these, one after the other; what is watched for the first time gets the next number. */
  async of(keys: readonly CellKey[]): Promise<(key: CellKey) => readonly CellRow[]> {
    const before = await this.read();
    const fresh = keys.filter((key) => !before.has(keyName(key)));
    for (const key of fresh) await this.queries.open(key, this.clock.now());
    const rows = fresh.length > 0 ? await this.read() : before;
    return (key) => rows.get(keyName(key)) ?? [];
  }

  private async read(): Promise<Map<string, CellRow[]>> {
    const rows = new Map<string, CellRow[]>();
    for (const row of await this.queries.cells()) {
      const name = keyName(row);
      rows.set(name, [...(rows.get(name) ?? []), row]);
    }
    return rows;
  }
}

function keyName({ game_id, definition_hash, band, channel }: CellKey): string {
  return JSON.stringify([game_id, definition_hash, band, channel]);
}
