import { Clock } from '@croupier/kernel';
import { Injectable } from '@nestjs/common';
import { type BetRow } from './bet.js';
import { BetsQueries } from './bets.queries.js';
import { StakesService } from './stakes.service.js';

const batch = 200;
/** A replica that placed a bet confirms it within this; only then is the wallet asked for it by the round. */
const graceMs = 500;
/**
 * After this no stake can still be on its way: the wallet refuses an ask that is older than its deadline unrun, and
 * bounds each statement that has begun (1.5 s and 2.5 s).
 */
const settledMs = 5000;

/** Finds out what became of bets whose replica did not say: each is in the round, or known to have no stake. */
@Injectable()
export class PendingBetsService {
  constructor(
    private readonly bets: BetsQueries,
    private readonly stakes: StakesService,
    private readonly clock: Clock,
  ) {}

  /** @returns how many bets of the round are still open; the round is not drawn before there are none. */
  async resolve(roundId: string): Promise<number> {
    const pending = await this.bets.pending(roundId, batch);
    const asked = pending.filter((row) => this.ageOf(row) >= graceMs);
    const missing: BetRow[] = [];
    for (const row of asked) {
      const receipt = await this.stakes.find(row);
      if (receipt) await this.stakes.confirm(row, receipt);
      else if (this.ageOf(row) >= settledMs) missing.push(row);
    }
    if (missing.length > 0) await this.lapse(roundId, missing);
    return (await this.bets.pending(roundId, 1)).length;
  }

  /**
   * Returns what may have been staked for these bets, to players who have no other bet in the round: they are closed
   * to it in the ledger for ever. The ledger voids a player's whole part, so whoever has others keeps it.
   */
  async giveBackAlone(roundId: string, rows: readonly BetRow[]): Promise<void> {
    const playerIds = rows.map((row) => row.player_id);
    const staying = await this.bets.playersIn(roundId, playerIds);
    const leaving = new Map(
      rows.filter((row) => !staying.has(row.player_id)).map((row) => [row.player_id, row]),
    );
    await this.stakes.giveBack([...leaving.values()]);
  }

  private async lapse(roundId: string, rows: readonly BetRow[]): Promise<void> {
    await this.giveBackAlone(roundId, rows);
    await this.stakes.end(rows, 'lapsed', 'bets_closed');
  }

  private ageOf(row: BetRow): number {
    return this.clock.now().getTime() - row.attempted_at.getTime();
  }
}
