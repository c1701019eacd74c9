import {
  settleStakes,
  type StakeEnd,
  type StakeSettlement,
  type StakeVoid,
  voidStakes,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { fence, type Lease } from '../tables/leases.service.js';
import { batchesOf, type Part } from './parts.js';
import { type RoundRow } from './round.js';
import { SettledPartsService } from './settled-parts.service.js';

/** Parts taken up at once. */
const most = 2000;
/** Batches under way at once: while the ledger commits one, the wallet reads the next. */
const sideBySide = 3;
const ended = new Set<StakeEnd['code']>(['done', 'replayed']);

/**
 * Ends players' parts in a round through the wallet, a batch an ask. The ask is idempotent by player and round, and
 * the parts are marked after it: a crash between the two asks again and is told that it was done. One batch that
 * fails keeps none of the others from being marked.
 */
@Injectable()
export class SettlementService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
    private readonly told: SettledPartsService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Settles what is due, as much as is taken up at once. @returns true once no part is left */
  async settle(lease: Lease, round: RoundRow): Promise<boolean> {
    const { round_id: roundId } = round;
    const parts = await this.due(roundId, 'settle');
    if (parts.length === 0) return true;
    const settlements = parts.map(({ player_id: playerId, payout, currency, outcome }): StakeSettlement => ({
      playerId,
      roundId,
      payout: { amount: Number(payout), currency },
      outcome,
    }));
    await allOf(batchesOf(settlements), async (batch) => {
      const { results } = await this.bus.ask(settleStakes, { settlements: batch });
      await this.mark(lease, roundId, results, (code) => (ended.has(code) ? 'settled' : 'failed'));
      void this.told.tell(round, 'settled', results);
    });
    return false;
  }

  /** Returns the stakes that are due, as many as are taken up at once. @returns true once no part is left */
  async giveBack(lease: Lease, round: RoundRow, reason: string): Promise<boolean> {
    const { round_id: roundId } = round;
    const parts = await this.due(roundId, 'void');
    if (parts.length === 0) return true;
    const voids = parts.map(({ player_id: playerId, currency }): StakeVoid => ({
      playerId,
      roundId,
      currency,
      reason,
    }));
    // A player whose bets never reached the ledger has nothing to get back.
    const nothing = new Set<StakeEnd['code']>([...ended, 'no_stake', 'no_account']);
    await allOf(batchesOf(voids), async (batch) => {
      const { results } = await this.bus.ask(voidStakes, { voids: batch });
      await this.mark(lease, roundId, results, (code) => (nothing.has(code) ? 'voided' : 'failed'));
      void this.told.tell(round, 'voided', results);
    });
    return false;
  }

  private due(roundId: string, state: 'settle' | 'void'): Promise<Part[]> {
    return this.transactions.read(
      (database) =>
        database.query(
          `SELECT player_id, currency, stake, payout, outcome FROM round_parts
            WHERE round_id = $1 AND state = $2 ORDER BY player_id LIMIT $3`,
          [roundId, state, most],
        ) as Promise<Part[]>,
    );
  }

  private async mark(
    lease: Lease,
    roundId: string,
    results: readonly StakeEnd[],
    stateOf: (code: StakeEnd['code']) => string,
  ): Promise<void> {
    const rows = results.map(({ playerId, code }) => ({ player_id: playerId, code, state: stateOf(code) }));
    for (const { player_id: playerId, code, state } of rows) {
      if (state === 'failed')
        this.log.error({ roundId, playerId, code }, 'a part of a round could not be ended');
    }
    await this.transactions.run(async (manager) => {
      await fence(manager, lease);
      await manager.query(
        `UPDATE round_parts p SET state = e.state, code = e.code, ended_at = clock_timestamp()
           FROM jsonb_to_recordset($2::jsonb) AS e(player_id uuid, state text, code text)
          WHERE p.round_id = $1 AND p.player_id = e.player_id AND p.state IN ('settle', 'void')`,
        [roundId, JSON.stringify(rows)],
      );
    });
  }
}

/** Works on all, a few at once and every one of them, then throws what the first failed with. */
async function allOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  const faults: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item).catch((error: unknown) => faults.push(error));
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
  if (faults.length > 0) throw faults[0];
}
