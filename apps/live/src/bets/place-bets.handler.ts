import { type BetsReceipt, commonError, gamesError, liveError, type PlaceBets } from '@croupier/contracts';
import { checkBets, mergeBets, type RouletteBet } from '@croupier/game-maths';
import { Clock, DomainError } from '@croupier/kernel';
import { checkRefusal, prepared, TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { LiveTables, UnreadTable } from '../tables/live-tables.service.js';
import { TableCatalogue } from '../tables/table-catalogue.service.js';
import { isOutdated } from '../tables/seats.js';
import { type Table } from '../tables/table.js';
import { betColumns, betIdOf, type BetRow, betsReceipt, isRepeatOf, receiptOf, stakeOf } from './bet.js';
import { PendingBetsService } from './pending-bets.service.js';
import { StakesService } from './stakes.service.js';

export class PlaceBetsCommand extends Command<BetsReceipt> {
  constructor(readonly request: PlaceBets) {
    super();
  }
}

interface Order {
  request: PlaceBets;
  betId: string;
}

interface KnownBets extends BetRow {
  /** What the table was played by in their round. */
  definition_hash: string;
}

interface OpenRound {
  round_id: string;
  bets_close_at: Date;
  definition_hash: string;
  is_online: boolean;
}

/** Refusals that say that nothing was done; after the first attempt of a request that means that there is no stake. */
const nothingDone = ['service_unavailable', 'overloaded', 'deadline_spent'];

/**
 * Puts bets into the round of a table. The row of the round decides: the bets are written under its shared lock while
 * it takes bets, so that closing it waits for them, and the draw waits until each is confirmed by its stake in the
 * ledger or known to have none. Any replica may serve this, whoever owns the table.
 * Key: player and idempotency key; bets that were taken are answered as they were then, whatever the table is by now, and those that
 * were refused are tried anew. Locks: the player's own lock, then the round's row, shared. Tells: nothing; the
 * wallet tells stake placed. Refuses: unknown_table, not_seated, reality_check_due, game_offline, bets_closed, bets_not_accepted,
 * idempotency_key_reused, and whatever keeps the wallet from taking the stake.
 */
@CommandHandler(PlaceBetsCommand)
export class PlaceBetsHandler implements ICommandHandler<PlaceBetsCommand> {
  constructor(
    private readonly catalogue: TableCatalogue,
    private readonly live: LiveTables,
    private readonly stakes: StakesService,
    private readonly pending: PendingBetsService,
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: PlaceBetsCommand): Promise<BetsReceipt> {
    const { playerId, idempotencyKey, dryRun } = request;
    const order = { request, betId: betIdOf(playerId, idempotencyKey) };
    if (dryRun) {
      const { row } = await this.transactions.rehearse((manager) => this.admit(manager, order));
      return betsReceipt(row, receiptOf(await this.stakes.rehearse(stakeOf(row))));
    }
    const { row, fresh } = await this.transactions.run((manager) => this.admit(manager, order));
    return row.status === 'placed' ? answerOf(row) : this.stake(row, fresh);
  }

  private async stake(row: BetRow, fresh: boolean): Promise<BetsReceipt> {
    try {
      const placed = await this.stakes.confirm(row, await this.stakes.place(row));
      if (placed) return answerOf(placed);
    } catch (error) {
      const refused =
        error instanceof DomainError && (error.kind !== 'unavailable' || nothingDone.includes(error.code));
      // Without a clear answer the row stays as it is: the round asks the wallet again before it is drawn.
      if (refused && (fresh || error.kind !== 'unavailable') && error.kind !== 'internal') {
        await this.stakes.end([row], 'refused', error.code);
      }
      throw error;
    }
    // The round went on without these bets, because the wallet had no stake of them in time.
    await this.pending.giveBackAlone(row.round_id, [row]);
    throw liveError('bets_closed');
  }

  /** Writes the bets into the round, or finds what an earlier attempt wrote. */
  private async admit(manager: EntityManager, order: Order): Promise<{ row: BetRow; fresh: boolean }> {
    const { request, betId } = order;
    const { playerId, tableId, stake } = request;
    await prepared(manager, {
      name: 'bets-lock',
      text: `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`,
      values: [playerId],
    });
    const [known] = await prepared<KnownBets>(manager, {
      name: 'bets-known',
      text: `SELECT ${betColumns},
                 (SELECT r.definition_hash FROM table_rounds r WHERE r.round_id = table_bets.round_id) AS definition_hash
               FROM table_bets WHERE player_id = $1 AND bet_id = $2`,
      values: [playerId, betId],
    });
    if (known && !(await this.asksAgain(manager, known, request)))
      throw commonError('idempotency_key_reused');
    if (known?.status === 'lapsed') throw liveError('bets_closed');
    if (known && known.status !== 'refused') return { row: known, fresh: false };
    const table = this.catalogue.get(tableId);
    const bets = checked(table, request);
    const gameSessionId = await this.sessionAt(manager, playerId, tableId);
    const roundId = await this.openRound(manager, request, table);
    await checkWithOthers(manager, order, { roundId, table });
    const [row] = (await prepared<BetRow>(manager, {
      name: 'bets-insert',
      text: `INSERT INTO table_bets (player_id, bet_id, table_id, round_id, game_session_id, currency, stake, bets, status,
         started_at, attempted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'placing', $9, $10)
       ON CONFLICT (player_id, bet_id) DO UPDATE
         SET status = 'placing', refusal = NULL, round_id = excluded.round_id,
             game_session_id = excluded.game_session_id, started_at = excluded.started_at,
             attempted_at = excluded.attempted_at
       RETURNING ${betColumns}`,
      values: [
        playerId,
        betId,
        tableId,
        roundId,
        gameSessionId,
        stake.currency,
        stake.amount,
        JSON.stringify(bets),
        this.clock.nowFor(playerId),
        this.clock.now(),
      ],
    })) as [BetRow];
    return { row, fresh: true };
  }

  /** True of a repeat: by the table as it was when the bets came first. */
  private async asksAgain(
    manager: EntityManager,
    known: KnownBets,
    { tableId, stake, bets }: PlaceBets,
  ): Promise<boolean> {
    if (known.table_id !== tableId) return false;
    const { definition } = await this.tableThen(manager, known);
    const then = checkBets(definition, stake.currency, bets);
    const again = { tableId, currency: stake.currency, stake: stake.amount };
    return !then.fault && isRepeatOf(known, { ...again, bets: then.bets });
  }

  /** @throws DomainError `service_unavailable` where only newer software reads it, or `unknown_table` */
  private async tableThen(
    manager: EntityManager,
    { table_id: tableId, definition_hash: hash }: KnownBets,
  ): Promise<Table> {
    try {
      const then = await this.live.playedBy(tableId, hash, manager);
      if (then) return then;
    } catch (cause) {
      if (!(cause instanceof UnreadTable)) throw cause;
      throw commonError('service_unavailable', {
        detail: 'the version they were placed by is not read here',
        cause,
      });
    }
    return this.catalogue.get(tableId);
  }

  /** @throws DomainError `not_seated`, `reality_check_due` */
  private async sessionAt(manager: EntityManager, playerId: string, tableId: string): Promise<string> {
    const [session] = await prepared<{
      game_session_id: string;
      openedAt: Date;
      realityCheckAt: Date | null;
    }>(manager, {
      name: 'bets-session',
      text: `SELECT game_session_id, opened_at AS "openedAt", reality_check_at AS "realityCheckAt"
                 FROM table_sessions s
                WHERE player_id = $1 AND table_id = $2 AND closed_at IS NULL AND NOT ${isOutdated}`,
      values: [playerId, tableId],
    });
    if (!session) throw liveError('not_seated');
    const refusal = checkRefusal(session, this.clock.now());
    if (refusal) throw refusal;
    return session.game_session_id;
  }

  /** The round that takes bets now, held against closing until the transaction ends. */
  private async openRound(manager: EntityManager, request: PlaceBets, table: Table): Promise<string> {
    const [round] = await prepared<OpenRound>(manager, {
      name: 'bets-round',
      text: `SELECT round_id, bets_close_at, definition_hash, is_online FROM table_rounds r JOIN offered_tables USING (table_id)
        WHERE table_id = $1 AND phase = 'betting' FOR SHARE OF r`,
      values: [request.tableId],
    });
    if (round?.is_online === false) throw gamesError('game_offline');
    const open =
      round !== undefined &&
      this.clock.now() < round.bets_close_at &&
      round.definition_hash === table.hash &&
      (request.roundId === undefined || request.roundId === round.round_id);
    if (!open) throw liveError('bets_closed');
    return round.round_id;
  }
}

/** The bets on the spots of the layout, within the limits by themselves. @throws DomainError `bets_not_accepted` */
function checked({ definition }: Table, { stake, bets }: PlaceBets, before: readonly RouletteBet[] = []) {
  const result = checkBets(definition, stake.currency, bets, before);
  if (result.fault) {
    const { index, detail } = result.fault;
    throw gamesError('bets_not_accepted', { field: index === undefined ? 'bets' : `bets.${index}`, detail });
  }
  if (result.total === stake.amount) return result.bets;
  const detail = `The bets sum to ${result.total}, the stake is ${stake.amount}.`;
  throw gamesError('bets_not_accepted', { field: 'stake.amount', detail });
}

/** Limits hold for all of a player's bets in the round. */
async function checkWithOthers(
  manager: EntityManager,
  { request, betId }: Order,
  { roundId, table }: { roundId: string; table: Table },
): Promise<void> {
  const rows = await prepared<{ bets: RouletteBet[] }>(manager, {
    name: 'bets-others',
    text: `SELECT bets FROM table_bets
      WHERE round_id = $1 AND player_id = $2 AND bet_id <> $3 AND status IN ('placing', 'placed')`,
    values: [roundId, request.playerId, betId],
  });
  if (rows.length > 0) checked(table, request, mergeBets(rows.flatMap(({ bets }) => bets)));
}

function answerOf(row: BetRow): BetsReceipt {
  if (!row.receipt) throw commonError('internal', { detail: 'a placed bet has its receipt' });
  return betsReceipt(row, row.receipt);
}
