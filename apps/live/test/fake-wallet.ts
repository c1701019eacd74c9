import {
  type ClaimPlay,
  claimPlay,
  gamesError,
  inboxPrefix,
  type PlayClaim,
  type PlaceStake,
  placeStake,
  type ReadSessionNet,
  readSessionNet,
  type SessionNet,
  type SettleStakes,
  settleStakes,
  type StakeEnd,
  type StakeEnds,
  type StakeReceipt,
  type VoidStakes,
  voidStakes,
  walletError,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { stubServer } from '@croupier/testing';

const silent = { info: () => undefined, warn: () => undefined };
const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });

interface Part {
  playerId: string;
  roundId: string;
  gameSessionId?: string;
  /** By stake id. */
  stakes: Map<string, number>;
  ended?: { how: 'settled' | 'voided'; payout: number; outcome?: object };
}

/** What is to go wrong with an ask; called before and after it is carried out. */
export interface Faults {
  before?: (subject: string) => Promise<void> | void;
  after?: (subject: string) => Promise<void> | void;
}

/** The wallet's promises about stakes of tables, kept in memory: for faults at moments that a real one does not offer. */
export class FakeWallet {
  readonly parts = new Map<string, Part>();
  readonly cash = new Map<string, number>();
  private readonly nets = new Map<string, number>();
  /** Launches that were told, by player. */
  readonly claims = new Map<string, ClaimPlay[]>();
  /** By player: the session of a game that was launched later than whatever is told here. */
  readonly launchedLater = new Map<string, string>();
  readonly frozen = new Set<string>();
  /** Why stakes of players who play elsewhere are refused. */
  readonly elsewhere = new Map<string, 'session_closed' | 'round_in_play'>();
  faults: Faults = {};
  private version = 0;

  private constructor(private readonly broker: Broker) {}

  static async open(url: string): Promise<FakeWallet> {
    const service = 'wallet';
    const options = { service, url, user: service, password: 'test', inboxPrefix: inboxPrefix(service) };
    const broker = await Broker.open(options, silent);
    const wallet = new FakeWallet(broker);
    const server = stubServer(broker);
    const serve = (subject: string, work: (body: never) => object): void =>
      server.serve(subject, async (body) => {
        await wallet.faults.before?.(subject);
        const reply = work(body as never);
        await wallet.faults.after?.(subject);
        return reply;
      });
    serve(claimPlay.subject, (body) => wallet.claim(body));
    serve(placeStake.subject, (body) => wallet.place(body));
    serve(settleStakes.subject, (body) => wallet.settle(body));
    serve(voidStakes.subject, (body) => wallet.void(body));
    serve(readSessionNet.subject, (body) => wallet.net(body));
    await broker.connection.flush();
    return wallet;
  }

  close(): Promise<void> {
    return this.broker.close();
  }

  partOf(playerId: string, roundId: string): Part | undefined {
    return this.parts.get(`${playerId}:${roundId}`);
  }

  /** Cash and what is in play: constant until something is won or lost. */
  inPlay(playerId: string): number {
    const open = [...this.parts.values()].filter((part) => part.playerId === playerId && !part.ended);
    return open.reduce((sum, part) => sum + stakeOf(part), 0);
  }

  private claim(claim: ClaimPlay): PlayClaim {
    const { playerId, gameSessionId } = claim;
    if (!this.cash.has(playerId)) throw walletError('no_account');
    if (this.frozen.has(playerId)) throw walletError('account_frozen');
    this.claims.set(playerId, [...(this.claims.get(playerId) ?? []), claim]);
    return { gameSessionId: this.launchedLater.get(playerId) ?? gameSessionId };
  }

  private net({ gameSessionId }: ReadSessionNet): SessionNet {
    return { net: gbp(this.nets.get(gameSessionId) ?? 0) };
  }

  private moved(gameSessionId: string, amount: number): void {
    this.nets.set(gameSessionId, (this.nets.get(gameSessionId) ?? 0) + amount);
  }

  private place({ playerId, roundId, gameSessionId, stakeId, stake, dryRun }: PlaceStake): StakeReceipt {
    const part = this.partOf(playerId, roundId) ?? {
      ...{ playerId, roundId, gameSessionId },
      stakes: new Map<string, number>(),
    };
    const cash = this.cash.get(playerId);
    if (cash === undefined) throw walletError('no_account');
    const replayed = part.stakes.has(stakeId);
    if (!replayed) {
      if (part.ended) throw walletError('round_over');
      const elsewhere = this.elsewhere.get(playerId);
      if (elsewhere) throw gamesError(elsewhere);
      if (cash < stake.amount) throw walletError('insufficient_funds');
      if (!dryRun) {
        part.stakes.set(stakeId, stake.amount);
        this.parts.set(`${playerId}:${roundId}`, part);
        this.cash.set(playerId, cash - stake.amount);
        this.moved(gameSessionId, -stake.amount);
      }
    }
    return { ...this.receipt(playerId, replayed, gameSessionId), stake, stakeFromBonus: gbp(0) };
  }

  private settle({ settlements }: SettleStakes): StakeEnds {
    const results = settlements.map(({ playerId, roundId, payout, outcome }) => {
      const part = this.partOf(playerId, roundId);
      if (!part || part.stakes.size === 0) return { playerId, roundId, code: 'no_stake' as const };
      if (part.ended) {
        const same = part.ended.how === 'settled' && part.ended.payout === payout.amount;
        return this.end(part, same ? 'replayed' : 'round_over');
      }
      part.ended = { how: 'settled', payout: payout.amount, outcome };
      this.cash.set(playerId, (this.cash.get(playerId) ?? 0) + payout.amount);
      this.moved(part.gameSessionId ?? '', payout.amount);
      return this.end(part, 'done');
    });
    return { results };
  }

  private void({ voids }: VoidStakes): StakeEnds {
    const results = voids.map(({ playerId, roundId }) => {
      const part = this.partOf(playerId, roundId) ?? { playerId, roundId, stakes: new Map<string, number>() };
      this.parts.set(`${playerId}:${roundId}`, part);
      if (part.ended) return this.end(part, part.ended.how === 'voided' ? 'replayed' : 'round_over');
      const refund = stakeOf(part);
      part.ended = { how: 'voided', payout: refund };
      this.cash.set(playerId, (this.cash.get(playerId) ?? 0) + refund);
      this.moved(part.gameSessionId ?? '', refund);
      return this.end(part, refund === 0 ? 'no_stake' : 'done');
    });
    return { results };
  }

  private end({ playerId, roundId, gameSessionId }: Part, code: StakeEnd['code']): StakeEnd {
    const receipt =
      code === 'done' || code === 'replayed'
        ? this.receipt(playerId, code === 'replayed', gameSessionId)
        : undefined;
    return { playerId, roundId, code, ...(receipt ? { receipt } : {}) };
  }

  private receipt(playerId: string, replayed: boolean, gameSessionId = '') {
    const balance = gbp(this.cash.get(playerId) ?? 0);
    const recordedAt = new Date().toISOString();
    return {
      transactionId: newId(),
      balance,
      bonus: gbp(0),
      version: (this.version += 1),
      recordedAt,
      replayed,
      sessionNet: gbp(this.nets.get(gameSessionId) ?? 0),
    };
  }
}

function stakeOf({ stakes }: Part): number {
  return [...stakes.values()].reduce((sum, amount) => sum + amount, 0);
}
