import { type TablePhase, tableRoundChanged, tableSpinSettled } from '@croupier/contracts';
import { drawPocket, RecordingRandom } from '@croupier/game-maths';
import { Clock, invariant, newId, type RoundId } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { LiveConfig } from '../live.config.js';
import { fence, type Lease } from '../tables/leases.service.js';
import { type Table, tableCurrency } from '../tables/table.js';
import { partsOf, type PlayerBets } from './parts.js';
import { firstRevision, type RoundRow, shownRound } from './round.js';
import { roundColumns } from './rounds.queries.js';
import { TableRandom } from './table-random.service.js';

interface Step {
  from: TablePhase;
  to: TablePhase;
  /** How long the new phase lasts, where the clock decides. */
  lastsMs?: number;
  /** Further columns to set. */
  set?: { pocket: number; draws: object } | { reason: string };
}

/**
 * The steps of a round, each one transaction of the table's owner: fenced, from one phase to the next, with the fact
 * that tells it. A step that was taken before, here or elsewhere, is not taken again.
 */
@Injectable()
export class PhasesService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly config: LiveConfig,
    private readonly clock: Clock,
    private readonly random: TableRandom,
  ) {}

  /** @returns false if the table is closed or played by another version: then there is no round */
  open(lease: Lease, table: Table, number: number): Promise<boolean> {
    return this.transactions.run(async (manager) => {
      await fence(manager, lease);
      const [offered] = (await manager.query(
        `SELECT is_online FROM offered_tables JOIN table_versions v USING (table_id)
          WHERE table_id = $1 AND v.state = 'live' AND v.definition_hash = $2 FOR SHARE OF offered_tables`,
        [lease.tableId, table.hash],
      )) as { is_online: boolean }[];
      if (!offered?.is_online) return false;
      const now = this.clock.now();
      const closing = new Date(now.getTime() + this.config.TABLE_BETTING_MS);
      const rows = (await manager.query(
        `INSERT INTO table_rounds (round_id, table_id, number, definition_hash, phase, revision, opened_at, bets_close_at,
           changed_at, next_phase_at)
         VALUES ($1, $2, $3, $4, 'betting', $5, $6, $7, $6, $7) RETURNING ${roundColumns}`,
        [newId<RoundId>(), lease.tableId, number, table.hash, firstRevision(number), now, closing],
      )) as RoundRow[];
      await announce(manager, rows);
      return true;
    });
  }

  /** No more bets: waits for whoever is being written into the round, and lets nobody in after. */
  close(lease: Lease, roundId: string): Promise<void> {
    return this.take(lease, roundId, { from: 'betting', to: 'closed', lastsMs: this.config.TABLE_CLOSED_MS });
  }

  /**
   * Draws the pocket and seals it with what it comes to for every player, in one commit: whoever goes on from here,
   * after whatever crash, finds this result and no other. Nothing of it is told yet.
   */
  async draw(lease: Lease, { round_id: roundId, number }: RoundRow, table: Table): Promise<void> {
    const random = new RecordingRandom(this.random.ofRound());
    const pocket = drawPocket(table.definition, random);
    const step: Step = {
      from: 'closed',
      to: 'spinning',
      lastsMs: this.config.TABLE_SPINNING_MS,
      set: { pocket, draws: [...random.draws] },
    };
    await this.take(lease, roundId, step, async (manager) => {
      const rows = (await manager.query(
        `SELECT player_id, currency, bets, status FROM table_bets
          WHERE round_id = $1 AND status IN ('placing', 'placed') ORDER BY placed_at, bet_id`,
        [roundId],
      )) as (PlayerBets & { status: string })[];
      invariant(
        rows.every(({ status }) => status === 'placed'),
        'a closed round is drawn once no bet is open',
      );
      const parts = partsOf(table, { number: Number(number), pocket, draws: random.draws }, rows);
      await manager.query(
        `INSERT INTO round_parts (round_id, player_id, currency, stake, payout, outcome, state)
         SELECT $1, player_id, currency, stake, payout, outcome, 'settle' FROM jsonb_to_recordset($2::jsonb)
           AS part(player_id uuid, currency text, stake bigint, payout bigint, outcome jsonb)`,
        [roundId, JSON.stringify(parts)],
      );
    });
  }

  /** Tells the result. */
  reveal(lease: Lease, roundId: string): Promise<void> {
    return this.take(lease, roundId, { from: 'spinning', to: 'settling' });
  }

  finish(lease: Lease, round: RoundRow): Promise<void> {
    const { round_id: roundId, phase } = round;
    const to = phase === 'voiding' ? 'voided' : 'settled';
    const step: Step = { from: phase, to, lastsMs: this.config.TABLE_PAUSE_MS };
    return this.take(lease, roundId, step, async (manager) => {
      if (to === 'settled') await tellSpin(manager, round);
    });
  }

  /** Gives a round up that has no result: everybody in it gets the stakes back. */
  async void(lease: Lease, { round_id: roundId, phase }: RoundRow, reason: string): Promise<void> {
    await this.take(lease, roundId, { from: phase, to: 'voiding', set: { reason } }, async (manager) => {
      await manager.query(
        `INSERT INTO round_parts (round_id, player_id, currency, stake, payout, outcome, state)
         SELECT round_id, player_id, currency, sum(stake), 0, '{}', 'void' FROM table_bets
          WHERE round_id = $1 AND status IN ('placing', 'placed') GROUP BY round_id, player_id, currency`,
        [roundId],
      );
      await manager.query(
        `UPDATE table_bets SET status = 'lapsed', refusal = 'bets_closed' WHERE round_id = $1 AND status = 'placing'`,
        [roundId],
      );
    });
  }

  private async take(
    lease: Lease,
    roundId: string,
    { from, to, lastsMs, set }: Step,
    also?: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    await this.transactions.run(async (manager) => {
      await fence(manager, lease);
      // The row first, in its own statement: what follows sees every bet that was written under its shared lock.
      await manager.query(`SELECT 1 FROM table_rounds WHERE round_id = $1 FOR UPDATE`, [roundId]);
      const now = this.clock.now();
      const next = lastsMs === undefined ? null : new Date(now.getTime() + lastsMs);
      const values = { pocket: null, draws: null, reason: null, ...set };
      const [rows] = (await manager.query(
        `UPDATE table_rounds
            SET phase = $3, revision = revision + 1, changed_at = $4, next_phase_at = $5,
                pocket = coalesce($6, pocket), draws = coalesce($7::jsonb, draws), reason = coalesce($8, reason)
          WHERE round_id = $1 AND phase = $2 RETURNING ${roundColumns}`,
        [
          roundId,
          from,
          to,
          now,
          next,
          values.pocket,
          values.draws === null ? null : JSON.stringify(values.draws),
          values.reason,
        ],
      )) as [RoundRow[], number];
      if (rows.length === 0) return;
      await also?.(manager);
      await announce(manager, rows);
    });
  }
}

async function announce(manager: EntityManager, rows: readonly RoundRow[]): Promise<void> {
  await tell(manager, ...rows.map((row) => outgoing(tableRoundChanged, shownRound(row))));
}

/** What the spin came to for all that were settled: the round of whoever watches what the table returns. */
async function tellSpin(manager: EntityManager, round: RoundRow): Promise<void> {
  const { round_id: roundId, table_id: tableId, number, definition_hash: definitionHash, pocket } = round;
  invariant(pocket !== null, 'a settled round has its pocket');
  const [sums] = (await manager.query(
    `SELECT count(*)::int AS players, coalesce(sum(stake), 0) AS stake, coalesce(sum(payout), 0) AS payout,
            clock_timestamp() AS now
       FROM round_parts WHERE round_id = $1 AND state = 'settled'`,
    [roundId],
  )) as [{ players: number; stake: string; payout: string; now: Date }];
  const money = (amount: string) => ({ amount: Number(amount), currency: tableCurrency });
  const spin = {
    ...{ tableId, roundId, number: Number(number), definitionHash, pocket, players: sums.players },
    ...{ stake: money(sums.stake), payout: money(sums.payout), settledAt: sums.now.toISOString() },
  };
  await tell(manager, outgoing(tableSpinSettled, spin));
}
