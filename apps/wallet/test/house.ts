import {
  claimPlay,
  creditDeposit,
  type PlaceStake,
  readWallet,
  type SetControls,
  setControls,
  type SettleRound,
  type WalletView,
} from '@croupier/contracts';
import { type AskContract, DomainError, newId } from '@croupier/kernel';
import { checkLedger, middayZone, type ServiceUnderTest, TestStack } from '@croupier/testing';
import { service } from '../src/service.js';

export const gbp = (amount: number): { amount: number; currency: 'GBP' } => ({ amount, currency: 'GBP' });

/** A wallet on a broker and a database of its own, and what its suites need to make players and bets. */
export class House {
  private constructor(
    readonly stack: TestStack,
    readonly wallet: ServiceUnderTest,
  ) {}

  static async open(environment: Record<string, string> = {}): Promise<House> {
    const stack = await TestStack.open();
    return House.of(stack, await stack.start(service, environment));
  }

  /** Of a wallet that was started with settings of its own. */
  static of(stack: TestStack, wallet: ServiceUnderTest): House {
    return new House(stack, wallet);
  }

  /** Ends as every money suite does: with the ledger's checkers. @returns the faults found. */
  async close(): Promise<unknown[]> {
    const faults: unknown[] = await checkLedger(this.wallet.database.admin);
    faults.push(...(await this.differences()));
    await this.stack.close();
    return faults;
  }

  /** What the wallet's own reconciliation would freeze accounts for. */
  private differences(): Promise<unknown[]> {
    return this.wallet.database.admin.query(`
      SELECT d.* FROM (SELECT array_agg(player_id) AS players, array_agg(currency::text) AS codes FROM accounts) AS a
       CROSS JOIN LATERAL differences_of(a.players, a.codes, NULL) AS d`);
  }

  /** Asks as a careful client does: what may not have been carried out is sent again as it is. */
  async insist<Request extends object, Reply extends object>(
    ask: AskContract<Request, Reply>,
    request: Request,
  ): Promise<Reply> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.stack.bus.ask(ask, request, { deadlineMs: 20_000 });
      } catch (error) {
        const again = error instanceof DomainError && error.kind === 'unavailable' && attempt < 20;
        if (!again) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  /** A player with cash, in pence, whose days are of a calendar on which none begins while a suite runs, or of this one. */
  async player(cash = 1000, zone = middayZone()): Promise<string> {
    const playerId = newId();
    const open = `SELECT open_account($1, 'GBP', false, $2)`;
    await this.wallet.database.admin.query(open, [playerId, zone]);
    if (cash > 0) await this.deposit(playerId, cash);
    return playerId;
  }

  async deposit(playerId: string, amount: number, depositId: string = newId()): Promise<void> {
    await this.insist(creditDeposit, {
      playerId,
      depositId,
      provider: 'sandbox-psp',
      amount: gbp(amount),
    });
  }

  async view(
    playerId: string,
  ): Promise<Pick<WalletView, 'version'> & Record<'cash' | 'bonus' | 'inPlay', number>> {
    const { cash, bonus, inPlay, version } = await this.insist(readWallet, { playerId });
    return { cash: cash.amount, bonus: bonus.amount, inPlay: inPlay.amount, version };
  }

  async controls(playerId: string, controls: Partial<SetControls>): Promise<void> {
    await this.insist(setControls, { playerId, revision: 1, limits: [], blocks: [], ...controls });
  }

  /** A game was launched: rounds begin in its session. @returns the session in which they do */
  async launch(playerId: string, gameSessionId: string, launchedAt = new Date()): Promise<string> {
    const claim = { playerId, gameSessionId, currency: 'GBP' as const, launchedAt: launchedAt.toISOString() };
    return (await this.insist(claimPlay, claim)).gameSessionId;
  }

  /** The sums of the house's accounts for one player's transactions. */
  async account(playerId: string, account: string): Promise<number> {
    const [row] = (await this.wallet.database.admin.query(
      `SELECT coalesce(sum(amount), 0) AS sum FROM entries WHERE player_id = $1 AND account = $2`,
      [playerId, account],
    )) as [{ sum: string }];
    return Number(row.sum);
  }
}

export function round(
  playerId: string,
  stake: number,
  payout = 0,
  over: Partial<SettleRound> = {},
): SettleRound {
  return {
    playerId,
    roundId: newId(),
    gameSessionId: '01a20a46-f71b-7904-908a-daa2e0b5fc68',
    gameId: 'test-game',
    stake: gbp(stake),
    payout: gbp(payout),
    startedAt: new Date().toISOString(),
    minimumCycleMs: 0,
    outcome: {},
    ...over,
  };
}

export function stake(
  playerId: string,
  roundId: string,
  amount: number,
  over: Partial<PlaceStake> = {},
): PlaceStake {
  return {
    playerId,
    stakeId: newId(),
    roundId,
    gameSessionId: '01a20a46-f71b-7904-908a-daa2e0b5fc68',
    gameId: 'test-table',
    stake: gbp(amount),
    startedAt: new Date().toISOString(),
    ...over,
  };
}
