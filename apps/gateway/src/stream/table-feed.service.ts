import {
  listTables,
  tablePartsSettled,
  type TablePartsSettled,
  type TableRound,
  tableRoundChanged,
  type TableTotals,
  tableTotalsCounted,
} from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Broker, Bus } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Audience } from './audience.js';
import { type Connection } from './connection.js';
import { type Frame, frameOf } from './messages.js';

/**
 * Hears what happens at the tables, encodes each message once and gives it to everybody who opened the stream for that
 * table. One missed here does no harm: the next one has a higher revision, and GET /v1/tables/{id} has it all.
 */
@Injectable()
export class TableFeedService implements OnModuleInit {
  /** The newest round of each table, so that a client who comes in between is told where it is. */
  private readonly latest = new Map<string, TableRound>();
  private reading: Promise<void> | undefined;

  constructor(
    private readonly broker: Broker,
    private readonly bus: Bus,
    private readonly audience: Audience,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.hear<TableRound>(tableRoundChanged.subject, (round) => {
      this.keep(round);
      this.audience.sayAt(round.tableId, frameOfRound(round));
    });
    this.hear<TableTotals>(tableTotalsCounted.subject, (data) => {
      const at = this.clock.now().toISOString();
      this.audience.sayAt(data.tableId, frameOf({ type: 'table-totals', at, data }));
    });
    this.hear<TablePartsSettled>(tablePartsSettled.subject, (settled) => this.tellParts(settled));
    this.broker.onReconnect(() => this.latest.clear());
  }

  /** To the players in it alone, and to every stream of theirs, whatever table it is for. */
  private tellParts({ parts, ...round }: TablePartsSettled): void {
    for (const { playerId, ...part } of parts) {
      if (this.audience.countOf(playerId) === 0) continue;
      this.audience.say(
        playerId,
        frameOf({ type: 'table-part', at: part.settledAt, data: { ...round, ...part } }),
      );
    }
  }

  /** Tells a stream that has just been opened where its table is. Tables that do not answer say so by silence. */
  async greet(connection: Connection): Promise<void> {
    const { tableId } = connection;
    if (tableId === undefined) return;
    if (!this.latest.has(tableId)) await (this.reading ??= this.read());
    const round = this.latest.get(tableId);
    if (round) connection.say(frameOfRound(round));
  }

  private async read(): Promise<void> {
    try {
      const { data } = await this.bus.ask(listTables, {});
      for (const { round } of data) if (round) this.keep(round);
    } catch (error) {
      this.log.debug({ error: String(error) }, 'tables could not be read');
    } finally {
      this.reading = undefined;
    }
  }

  private keep(round: TableRound): void {
    const known = this.latest.get(round.tableId);
    if (!known || known.revision < round.revision) this.latest.set(round.tableId, round);
  }

  private hear<Payload>(subject: string, work: (payload: Payload) => void): void {
    this.broker.connection.subscribe(subject, {
      callback: (error, message) => {
        if (error) return;
        try {
          work(message.json<Payload>());
        } catch (cause) {
          this.log.warn({ subject, error: String(cause) }, 'fact could not be streamed');
        }
      },
    });
  }
}

function frameOfRound(round: TableRound): Frame {
  return frameOf({ type: 'table', at: round.changedAt, data: round });
}
