import { type TableDetail, type TableList, type TableRef } from '@croupier/contracts';
import { betOffers } from '@croupier/game-maths';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { BetsQueries } from '../bets/bets.queries.js';
import { LiveConfig } from '../live.config.js';
import { shownRound } from '../rounds/round.js';
import { RoundsQueries } from '../rounds/rounds.queries.js';
import { TableCatalogue } from './table-catalogue.service.js';
import { isOutdated } from './seats.js';
import { tableCurrency, tableSpots, tableSummary } from './table.js';

@Injectable()
export class TablesQueries {
  constructor(
    private readonly catalogue: TableCatalogue,
    private readonly rounds: RoundsQueries,
    private readonly bets: BetsQueries,
    private readonly transactions: TransactionRunner,
    private readonly config: LiveConfig,
  ) {}

  async list(): Promise<TableList> {
    const offers = this.catalogue.all();
    const rounds = await this.rounds.latest(offers.map(({ table }) => table.definition.id));
    const data = offers.map((offer) => {
      const round = rounds.get(offer.table.definition.id);
      return { ...tableSummary(offer), ...(round ? { round: shownRound(round) } : {}) };
    });
    return { data };
  }

  /** @throws DomainError `unknown_table` */
  async table({ playerId, tableId }: TableRef): Promise<TableDetail> {
    const offer = this.catalogue.offer(tableId);
    const { table, change } = offer;
    const { definition, hash } = table;
    const [rounds, results, gameSessionId] = await Promise.all([
      this.rounds.latest([tableId]),
      this.rounds.results(tableId),
      this.sessionOf(playerId, tableId),
    ]);
    const round = rounds.get(tableId);
    const [bets, totals] = round
      ? await Promise.all([
          this.bets.own(playerId, round.round_id),
          this.rounds.totals(round, tableSpots(table)),
        ])
      : [[], undefined];
    return {
      ...tableSummary(offer),
      ...(round ? { round: shownRound(round) } : {}),
      version: definition.version,
      definitionHash: hash,
      ...(change ? { change: { ...change, since: change.since.toISOString() } } : {}),
      times: {
        bettingMs: this.config.TABLE_BETTING_MS,
        closedMs: this.config.TABLE_CLOSED_MS,
        spinningMs: this.config.TABLE_SPINNING_MS,
        pauseMs: this.config.TABLE_PAUSE_MS,
      },
      offers: betOffers(definition, tableCurrency),
      spots: tableSpots(table).map(({ kind, numbers }) => ({ kind, numbers: [...numbers] })),
      chips: (definition.chips[tableCurrency] ?? []).map((amount) => ({ amount, currency: tableCurrency })),
      results,
      ...(totals ? { totals } : {}),
      bets,
      ...(gameSessionId === undefined ? {} : { gameSessionId }),
      definition: { ...definition },
      rules: definition.rules.map(({ title, paragraphs }) => ({ title, paragraphs: [...paragraphs] })),
    };
  }

  /** A seat from before the table changed is none: whoever sat there takes it anew, and so sees what has become of it. */
  private async sessionOf(playerId: string, tableId: string): Promise<string | undefined> {
    const [row] = await this.transactions.read(
      (database) =>
        database.query(
          `SELECT game_session_id FROM table_sessions s
            WHERE player_id = $1 AND table_id = $2 AND closed_at IS NULL AND NOT ${isOutdated}`,
          [playerId, tableId],
        ) as Promise<{ game_session_id: string }[]>,
    );
    return row?.game_session_id;
  }
}
