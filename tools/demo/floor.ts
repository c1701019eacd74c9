import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  Award,
  BetsReceipt,
  GameSession,
  OfferList,
  PlayerLimits,
  TableDetail,
  TableList,
  TrialBalance,
  WalletTransaction,
  WalletView,
  Withdrawal,
} from '@croupier/contracts';
import { Money } from '@croupier/kernel';
import type { Check } from './account.js';
import { ApiFault, type Client, until } from './client.js';
import { type Launched } from './play.js';
import type { Player } from './player.js';
import { readStatement } from './statement.js';

type Step = <Result>(name: string, work: () => Promise<[Result, string]>) => Promise<Result>;

export interface Visit {
  client: Client;
  player: Player;
  launched: Launched;
  /** Move the player's clock instead of waiting for the game cycle. */
  fast: boolean;
  step: Step;
}

const programme = 'opening-night';
const bonusDepositMinor = 1000;
const bonusStakeMinor = 200;
const tableStakeMinor = 100;
const tableRoundMs = 90_000;
const mostBonusRounds = 100;
const smallestWithdrawalMinor = 100;

/**
 * The rest of the floor after the evening's account is read: a bonus cleared, a live table, an offer, a limit that
 * bites, and a self-exclusion at the end, after which the player's own money still leaves.
 * @returns what must be so at the end; the player is signed in, and may do nothing but read and withdraw.
 */
export async function visitFloor(visit: Visit): Promise<Check[]> {
  const floor = new Floor(visit);
  const cleared = await floor.clearBonus();
  const table = await floor.playTable();
  const offers = await floor.readOffers();
  const limit = await floor.meetLimit();
  const excluded = await floor.excludeSelf();
  const paid = await floor.takeOwnMoney();
  return [cleared, table, offers, limit, excluded, paid, ...(await floor.finalChecks())];
}

class Floor {
  private readonly client: Client;
  private readonly step: Step;

  constructor(private readonly visit: Visit) {
    this.client = visit.client;
    this.step = visit.step;
  }

  clearBonus(): Promise<Check> {
    return this.step('clear a bonus', async () => {
      const { awardId } = await this.client.insist<Award>('POST', `/v1/bonuses/${programme}/claim`, {
        idempotencyKey: randomUUID(),
      });
      await this.visit.player.deposit(bonusDepositMinor, randomUUID());
      const granted = await until('the bonus is granted', async () => {
        const award = await this.award(awardId);
        return award.status === 'active' ? award : undefined;
      });
      let award = granted;
      for (let played = 0; award.status === 'active' && played < mostBonusRounds; played += 1) {
        if (!(await this.spin(bonusStakeMinor))) break;
        award = await this.award(awardId);
      }
      award = await until('the award is over', async () => {
        const now = await this.award(awardId);
        return now.status === 'active' && now.remaining.amount === 0 ? undefined : now;
      });
      const fact = `${Money.from(granted.bonus).toString()} given, ${Money.from(award.wagered).toString()} wagered, ${award.status}`;
      const name = 'the bonus is wagered as required, or lost in play';
      const ok = award.status === 'completed' ? award.remaining.amount === 0 : award.status !== 'claimed';
      return [{ name, ok, fact }, fact];
    });
  }

  playTable(): Promise<Check> {
    return this.step('play at a live table', async () => {
      const { data } = await this.client.insist<TableList>('GET', '/v1/tables');
      const [first] = data;
      if (!first) throw new Error('no table is open');
      const { tableId } = first;
      await this.client.insist('POST', `/v1/tables/${tableId}/sessions`, { body: {} });
      const stake = { amount: tableStakeMinor, currency: first.minimum.currency };
      const receipt = await until('the bets are in a round', () => this.bet(tableId, stake), tableRoundMs);
      const settled = await until(
        'the round is settled',
        async () => {
          const wallet = await this.wallet();
          return wallet.inPlay.amount === 0 ? wallet : undefined;
        },
        tableRoundMs,
      );
      const table = await this.client.insist<TableDetail>('GET', `/v1/tables/${tableId}`);
      const [result] = table.results;
      if (!result) throw new Error('the table shows no result');
      const won = settled.cash.amount + settled.bonus.amount - receipt.balance.amount - receipt.bonus.amount;
      const fact = `${Money.from(receipt.stake).toString()} on red, ${result.pocket} ${result.colour}, ${won} back`;
      const name = 'the table pays what the wheel says';
      const due = result.colour === 'red' ? 2 * tableStakeMinor : 0;
      return [{ name, ok: won === due, fact }, fact];
    });
  }

  readOffers(): Promise<Check> {
    return this.step('read the offers', async () => {
      const none = await this.client.insist<OfferList>('GET', '/v1/offers');
      await this.client.insist('PATCH', '/v1/me/settings', {
        body: { marketingByEmail: true, marketingBySms: true },
      });
      const list = await until('something is offered', async () => {
        const now = await this.client.insist<OfferList>('GET', '/v1/offers');
        return now.offers.length > 0 ? now : undefined;
      });
      const fact = `none without consent (${none.reason ?? 'no reason'}); with it: ${list.offers[0]?.why ?? ''}`;
      const ok = none.offers.length === 0 && list.offers.every(({ why }) => why !== '');
      return [{ name: 'nothing is offered without consent, and each offer says why', ok, fact }, fact];
    });
  }

  meetLimit(): Promise<Check> {
    return this.step('set a limit and meet it', async () => {
      const { periods, version } = await this.client.insist<PlayerLimits>('GET', '/v1/limits');
      const staked = periods.find(({ period }) => period === 'day')?.staked;
      if (!staked) throw new Error('the spending of the day is missing');
      await this.client.insist('PUT', '/v1/limits', {
        ifMatch: `"${version}"`,
        body: { limits: [{ kind: 'stake', period: 'day', amount: staked }] },
      });
      await this.openGameAgain();
      const code = await this.refusalOfSpin();
      const fact = `${Money.from(staked).toString()} a day; the next stake: ${code}`;
      return [{ name: 'a limit stops the next stake', ok: code === 'stake_limit_reached', fact }, fact];
    });
  }

  excludeSelf(): Promise<Check> {
    return this.step('exclude oneself', async () => {
      await this.client.insist('POST', '/v1/self-exclusions', { body: { months: 6, understood: true } });
      const closed = await until('the session is closed', async () => {
        try {
          await this.client.call('GET', '/v1/wallet');
          return undefined;
        } catch (error) {
          if (error instanceof ApiFault && error.status === 401) return error.code;
          throw error;
        }
      });
      await this.visit.player.signIn();
      const deposit = await this.codeOf('POST', '/v1/deposits', {
        amount: { amount: 1000, currency: 'GBP' },
        method: 'card',
      });
      const play = await this.refusalOfSpin();
      const fact = `session closed (${closed}); deposit: ${deposit}; play: ${play}`;
      const ok = deposit !== '' && play !== '';
      return [{ name: 'a self-exclusion closes the session, deposits and play', ok, fact }, fact];
    });
  }

  takeOwnMoney(): Promise<Check> {
    return this.step('take the own money out', async () => {
      const { cash } = await this.wallet();
      // Whole pounds: the pence of an amount are the sandbox bank's script of faults.
      const amount = Math.floor(cash.amount / 100) * 100;
      const name = 'own money leaves although the player is excluded';
      if (amount < smallestWithdrawalMinor) return [{ name, ok: true, fact: 'nothing left' }, 'nothing left'];
      const { withdrawalId } = await this.client.insist<Withdrawal>('POST', '/v1/withdrawals', {
        idempotencyKey: randomUUID(),
        body: { amount: { amount, currency: cash.currency }, method: 'bank' },
      });
      const status = await until('the withdrawal is over', async () => {
        const now = await this.client.insist<Withdrawal>('GET', `/v1/withdrawals/${withdrawalId}`);
        return ['paid', 'failed', 'refused'].includes(now.status) ? now.status : undefined;
      });
      const fact = `${Money.of(amount, cash.currency).toString()} ${status}`;
      return [{ name, ok: status === 'paid', fact }, fact];
    });
  }

  finalChecks(): Promise<Check[]> {
    return this.step('read the final statement', async () => {
      const lines = await readStatement(this.client);
      const wallet = await this.wallet();
      const { sums } = await this.client.insist<TrialBalance>('GET', '/sandbox/trial-balance');
      const sum = (of: (line: WalletTransaction) => number): number =>
        lines.reduce((total, line) => total + of(line), 0);
      const cash = sum(({ change }) => change.amount);
      const bonus = sum(({ bonusChange }) => bonusChange.amount);
      const checks: Check[] = [
        {
          name: 'the final statement sums to the final balance, cash and bonus money',
          ok: cash === wallet.cash.amount && bonus === wallet.bonus.amount && lines.length === wallet.version,
          fact: `${lines.length} lines: cash ${cash} of ${wallet.cash.amount}, bonus ${bonus} of ${wallet.bonus.amount}`,
        },
        {
          name: 'the final trial balance sums to zero',
          ok: sums.length > 0 && sums.every(({ amount }) => amount === 0),
          fact: sums.map(({ amount, currency }) => `${currency} ${amount}`).join(', '),
        },
      ];
      return [checks, `${lines.length} lines`];
    });
  }

  private award(awardId: string): Promise<Award> {
    return this.client.insist<Award>('GET', `/v1/bonuses/${awardId}`);
  }

  private wallet(): Promise<WalletView> {
    return this.client.insist<WalletView>('GET', '/v1/wallet');
  }

  /** One game is played at a time: whoever comes back from a table opens theirs anew. */
  private async openGameAgain(): Promise<void> {
    const { launched } = this.visit;
    const path = `/v1/games/${launched.game.gameId}/sessions`;
    launched.session = await this.client.insist<GameSession>('POST', path, { body: {} });
  }

  /** One round at the legal pace. @returns false if the stake is not covered. */
  private async spin(amount: number): Promise<boolean> {
    const { launched, player, fast } = this.visit;
    const { gameSessionId, stakeCap } = launched.session;
    if (fast) await player.outside.advanceClock(player.tokens?.playerId ?? '', launched.game.minimumCycleMs);
    else await pause(launched.game.minimumCycleMs);
    try {
      await this.client.insist('POST', `/v1/game-sessions/${gameSessionId}/rounds`, {
        idempotencyKey: randomUUID(),
        body: { stake: { amount, currency: stakeCap.currency } },
      });
      return true;
    } catch (error) {
      if (error instanceof ApiFault && error.code === 'insufficient_funds') return false;
      throw error;
    }
  }

  private async refusalOfSpin(): Promise<string> {
    const smallest = this.visit.launched.stakes[0] ?? bonusStakeMinor;
    try {
      await this.spin(smallest);
      return '';
    } catch (error) {
      if (error instanceof ApiFault) return error.code;
      throw error;
    }
  }

  /** Bets on red; undefined while the table takes none. */
  private async bet(tableId: string, stake: WalletView['cash']): Promise<BetsReceipt | undefined> {
    const bets = [{ kind: 'red', amount: stake.amount }];
    try {
      return await this.client.insist<BetsReceipt>('POST', `/v1/tables/${tableId}/bets`, {
        idempotencyKey: randomUUID(),
        body: { stake, bets },
      });
    } catch (error) {
      if (error instanceof ApiFault && ['bets_closed', 'round_over'].includes(error.code)) return undefined;
      throw error;
    }
  }

  private async codeOf(method: string, path: string, body: object): Promise<string> {
    try {
      await this.client.insist(method, path, { idempotencyKey: randomUUID(), body });
      return '';
    } catch (error) {
      if (error instanceof ApiFault) return error.code;
      throw error;
    }
  }
}
