import { setTimeout as pause } from 'node:timers/promises';
import {
  type PlayedRound,
  playRound,
  readProof,
  readRound,
  type RoundAction,
  type RoundProof,
  takeAction,
} from '@croupier/contracts';
import { canonicalJson } from '@croupier/game-maths';
import { DomainError, newId } from '@croupier/kernel';
import { type Bus } from '@croupier/messaging';
import { type Seeded } from '../random.js';

/** Without an answer in this time the guest asks again, in ms. */
const patienceMs = 1500;
const betweenMs = 100;
/** Longer than anything here takes to come back. */
const boundMs = 60_000;
const unclear = new Set(['outcome_unknown', 'service_unavailable', 'deadline_spent', 'overloaded']);
const stake = { amount: 200, currency: 'GBP' as const };

/** Something that is asked for, again under the same key if need be, and what is done between two attempts. */
interface Step {
  ask: () => Promise<PlayedRound>;
  meanwhile?: () => Promise<void>;
}

/** A round as its player saw it. */
export interface Hand {
  roundId: string;
  stake: number;
  payout: number;
  /** What it won of a progressive jackpot. */
  jackpot: number;
}

/**
 * A player who asks again, under the same key, until there is an answer, and looks at the round meanwhile. What was shown of a step once must be shown of it ever after.
 */
export class HandGuest {
  readonly hands: Hand[] = [];
  readonly broken: string[] = [];
  /** How often nobody knew what became of a step. */
  unknown = 0;
  steps = 0;
  private round: PlayedRound | undefined;
  /** A step that was asked for and has no answer yet. */
  private waiting: Step | undefined;
  private readonly seen = new Map<string, string>();

  constructor(
    private readonly bus: Bus,
    private readonly random: Seeded,
    readonly playerId: string,
    readonly gameSessionId: string,
  ) {}

  get isPlaying(): boolean {
    return this.round !== undefined || this.waiting !== undefined;
  }

  /** Deals, or takes one of the decisions that are offered; a refusal of what was offered is noted, and the round given up. */
  async step(): Promise<void> {
    const step = this.next();
    await this.taking(() => this.insist(step));
  }

  /** The same, asked for once, by somebody who then goes away. Whatever became of it is found when they come back. */
  async stepAndLeave(): Promise<void> {
    const step = this.next();
    await this.taking(async () => {
      try {
        return await this.onceAllowed(step);
      } catch (error) {
        if (!(error instanceof DomainError) || !unclear.has(error.code)) throw error;
        this.unknown += 1;
        return undefined;
      }
    });
  }

  /** @throws Error if the seed is not shown in time */
  async proofOf(roundId: string): Promise<RoundProof> {
    const { playerId } = this;
    for (const end = performance.now() + 2 * boundMs; ; await pause(1000)) {
      const proof = await this.bus.ask(readProof, { playerId, roundId });
      if (proof.serverSeed !== undefined) return proof;
      if (performance.now() > end) throw new Error(`the seed of round ${roundId} is not shown`);
    }
  }

  /** What is asked for next: what has no answer yet, or something new. */
  private next(): Step {
    this.waiting ??= this.round?.open ? this.decision(this.round, this.round.open) : this.deal();
    return this.waiting;
  }

  private async taking(work: () => Promise<PlayedRound | undefined>): Promise<void> {
    const about = this.round?.roundId ?? '(new)';
    this.steps += 1;
    try {
      const round = await work();
      if (!round) return;
      this.take(round);
    } catch (error) {
      this.round = undefined;
      const detail = error instanceof DomainError ? `${error.code}, ${error.detail ?? ''}` : String(error);
      this.broken.push(`a step of round ${about} was refused: ${detail}`);
    }
    this.waiting = undefined;
  }

  private deal(): Step {
    const { playerId, gameSessionId } = this;
    const request = { playerId, gameSessionId, idempotencyKey: newId(), stake };
    return { ask: () => this.bus.ask(playRound, request, { deadlineMs: patienceMs }) };
  }

  private decision({ roundId }: PlayedRound, { step, actions }: NonNullable<PlayedRound['open']>): Step {
    const { playerId } = this;
    const action = this.choose(actions.map(({ kind }) => kind));
    const request = { playerId, roundId, step, idempotencyKey: newId(), action };
    return {
      ask: () => this.bus.ask(takeAction, request, { deadlineMs: patienceMs }),
      meanwhile: () => this.look(roundId),
    };
  }

  private choose(kinds: readonly string[]): RoundAction {
    const kind = this.random.pick(kinds);
    if (kind !== 'hold') return { kind };
    return { kind, positions: [0, 1, 2, 3, 4].filter(() => this.random.below(2) === 1) };
  }

  /** As another device does that opens the game now. That nobody answers is what is tried here; no round is gone. */
  private async look(roundId: string): Promise<void> {
    const { playerId } = this;
    try {
      const round = await this.bus.ask(readRound, { playerId, roundId }, { deadlineMs: patienceMs });
      this.compare({ ...round, roundId });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (!unclear.has(error.code)) this.broken.push(`round ${roundId} could not be read: ${error.code}`);
    }
  }

  private async insist({ ask, meanwhile }: Step): Promise<PlayedRound> {
    for (const end = performance.now() + boundMs; ;) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof DomainError) || performance.now() > end) throw error;
        if (error.code === 'round_too_soon') await pause(error.retryAfterMs ?? betweenMs);
        else if (!unclear.has(error.code)) throw error;
        else this.unknown += 1;
        await pause(betweenMs);
        await meanwhile?.();
      }
    }
  }

  /** One attempt, after the cycle of the round before. */
  private async onceAllowed({ ask }: Step): Promise<PlayedRound> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'round_too_soon') throw error;
      await pause((error.retryAfterMs ?? 0) + betweenMs);
      return ask();
    }
  }

  private take(round: PlayedRound): void {
    this.compare(round);
    this.round = round.open ? round : undefined;
    if (round.open) return;
    const { roundId, stake: staked, payout, jackpotWin } = round;
    const [stakeMinor, payoutMinor] = [staked.amount, payout.amount];
    this.hands.push({ roundId, stake: stakeMinor, payout: payoutMinor, jackpot: jackpotWin?.amount ?? 0 });
  }

  private compare({
    roundId,
    open,
    outcome,
    payout,
  }: Pick<PlayedRound, 'roundId' | 'open' | 'outcome' | 'payout'>) {
    const step = `${roundId} ${open ? open.step : 'end'}`;
    // A row of the ledger has its members in another order.
    const shown = canonicalJson([outcome, payout.amount]);
    const before = this.seen.get(step) ?? shown;
    this.seen.set(step, before);
    if (before !== shown) this.broken.push(`step ${step} was shown as ${before} and then as ${shown}`);
  }
}
