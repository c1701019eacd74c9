import { setTimeout as pause } from 'node:timers/promises';
import {
  openGameSession,
  type PlayedRound,
  playRound,
  readRound,
  type Round,
  type TableStake,
  takeAction,
} from '@croupier/contracts';
import { canonicalJson } from '@croupier/game-maths';
import { DomainError, newId } from '@croupier/kernel';
import { type Bus } from '@croupier/messaging';
import { roundIdOf } from '../../../apps/games/src/rounds/round-id.js';
import { type Seeded } from '../random.js';
import { decisionAmong, type HandGame } from './hand-games.js';
import { unclear } from './hand-house.js';

/** Without an answer in this time the guest asks again, in ms. */
const patienceMs = 1500;
const betweenMs = 100;
/** Where nobody answers, it asks less and less often: hundreds of guests would keep games from coming back. */
const mostBetweenMs = 1600;
/** Longer than anything here takes to come back. */
const boundMs = 60_000;
/** How long a round that nobody can go on with may keep its player from the next one, in ms. */
const leftMs = 10_000;
/** The round went on by another device, by the rules, or it was undone where its process died. */
const movedOn = new Set(['round_moved_on', 'action_not_allowed', 'round_in_play', 'round_too_soon']);
const stake = { amount: 200, currency: 'GBP' as const };

/**
 * What players do about a step whose answer may not come: they ask again with the same key; they open the game again and know nothing
 * of before, as somebody who went back in the browser; they take the step on two devices at once, each with a key of its own; they go.
 */
export const ways = ['ask again', 'open the game again', 'ask on two devices', 'go away'] as const;
export type Way = (typeof ways)[number];

/** A round as it is shown, with when the next one may start. */
type Shown = Round & Partial<Pick<PlayedRound, 'nextRoundAt'>>;

/** Something that is asked for, again under the same key if need be. */
interface Step {
  deal: Deal;
  ask: () => Promise<Shown>;
  /** The same from another device: with a key, and in a deal a round, of its own. */
  elsewhere: () => Step;
  /** Nothing is decided: the round goes on by itself, and any number of devices may look at it. */
  isWatched?: true;
}

/** A round that was asked for: whether it was played is known at the end. */
export interface Deal {
  key: string;
  roundId: string;
  gameSessionId: string;
  bets?: TableStake[];
  /** Where its steps were stopped, and what the player did about it. */
  cuts: { at: string; way: Way }[];
}

/** A player whose steps are cut. What was shown of a step once must be shown of it ever after. */
export class HandGuest {
  readonly deals: Deal[] = [];
  readonly broken: string[] = [];
  /** Hashes of all server's seeds that were shown before rounds were drawn from them. */
  readonly committed = new Set<string>();
  /** Of how many steps nobody knew at first what had become. */
  unknown = 0;
  steps = 0;
  /** When the next step is within the game's pace, as a `Date` has it. */
  readyAt = 0;
  gameSessionId = '';
  private round: Shown | undefined;
  /** A step that was asked for and has no answer yet. */
  private waiting: Step | undefined;
  private atWork: { way: Way; deals: Deal[]; isUnknown?: true } | undefined;
  private readonly seen = new Map<string, string>();

  constructor(
    private readonly bus: Bus,
    private readonly random: Seeded,
    readonly playerId: string,
    readonly game: HandGame,
  ) {}

  get isPlaying(): boolean {
    return this.round !== undefined || this.waiting !== undefined;
  }

  /** What was shown of its rounds: of each, step by step, outcome and payout. */
  get shown(): ReadonlyMap<string, string> {
    return this.seen;
  }

  /** Deals, or takes one of the decisions that are offered; a refusal of what was offered is noted, and the round given up. */
  async step(way: Way): Promise<void> {
    this.waiting ??= this.round?.open ? this.decision(this.round, this.round.open) : this.deal();
    const step = this.waiting;
    this.steps += 1;
    this.atWork = { way, deals: [step.deal] };
    try {
      await this.carryOut(step, way);
    } catch (error) {
      this.round = this.waiting = undefined;
      const detail = error instanceof DomainError ? `${error.code}, ${error.detail ?? ''}` : String(error);
      this.broken.push(`a step of round ${step.deal.roundId} at ${this.game.id} was refused: ${detail}`);
    }
    this.atWork = undefined;
  }

  /** Its steps were stopped at a point: those about it or its round, if `ids` are given. @returns whether there were any */
  wasCut(at: string, ids?: ReadonlySet<string>): boolean {
    if (!this.atWork) return false;
    const { way, deals } = this.atWork;
    const cut = deals.filter(({ roundId }) => !ids || ids.has(this.playerId) || ids.has(roundId));
    for (const { cuts } of cut) cuts.push({ at, way });
    return cut.length > 0;
  }

  /** As a game is opened whose player knows nothing of before; a round that waits is gone on with. */
  async open(): Promise<void> {
    const { playerId } = this;
    const session = await this.insist(() =>
      this.bus.ask(openGameSession, { playerId, gameId: this.game.id }, { deadlineMs: patienceMs }),
    );
    this.gameSessionId = session.gameSessionId;
    if (session.seeds) this.committed.add(session.seeds.serverSeedHash);
    this.round = this.waiting = undefined;
    this.readyAt = Date.parse(session.nextRoundAt ?? session.openedAt);
    if (session.openRoundId !== undefined) await this.goOn(session.openRoundId);
  }

  /** A round that is told to wait, unless it is none: its cards were never dealt, or it has ended meanwhile. */
  private async goOn(roundId: string): Promise<void> {
    try {
      this.take(await this.insist(() => this.read(roundId)));
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
    }
  }

  private async carryOut(step: Step, way: Way): Promise<void> {
    if (way === 'ask on two devices') return this.onTwoDevices(step);
    const once = way !== 'ask again';
    try {
      this.take(await (once ? this.onceAllowed(step.ask) : this.insist(step.ask)));
      this.waiting = undefined;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (once && unclear.has(error.code)) this.noteUnknown();
      else await this.afterRefusal(step, error);
    }
    if (way === 'open the game again') await this.open();
  }

  /** Both at once; no step is taken twice, whoever is faster. */
  private async onTwoDevices(step: Step): Promise<void> {
    const other = step.elsewhere();
    if (other.deal !== step.deal) this.atWork?.deals.push(other.deal);
    const answers = await Promise.all(
      [step, other].map(async ({ ask }) => {
        try {
          return [await this.insist(ask, true)];
        } catch (error) {
          if (!(error instanceof DomainError && movedOn.has(error.code))) throw error;
          return [];
        }
      }),
    );
    const taken = answers.flat();
    if (other.deal === step.deal && taken.length > 1 && !step.isWatched)
      this.broken.push(`two decisions were taken at one step of round ${step.deal.roundId}`);
    this.waiting = undefined;
    for (const round of taken) this.take(round);
    if (taken.length === 0) await this.open();
    else this.round = taken.find(({ open }) => open);
  }

  /** What is refused although it was offered is right where the round went on: by the rules, or undone where its process died. */
  private async afterRefusal(step: Step, error: DomainError): Promise<void> {
    this.waiting = undefined;
    if (!movedOn.has(error.code)) throw error;
    const { roundId } = step.deal;
    const before = this.round;
    this.round = undefined;
    await this.goOn(roundId);
    const now = this.round as Shown | undefined;
    if (before?.open && now?.open?.step === before.open.step && error.code === 'action_not_allowed')
      throw error;
    if (before !== undefined || now !== undefined) return;
    await this.open();
    if (error.code === 'round_in_play' && !this.round)
      this.broken.push(
        `${this.playerId} was kept for ${leftMs / 1000} s by a round that nobody goes on with`,
      );
  }

  private deal(): Step {
    const { playerId, gameSessionId } = this;
    const key = newId();
    const bets = this.game.bets?.(this.random);
    const roundId = roundIdOf(playerId, key);
    const deal: Deal = { key, roundId, gameSessionId, ...(bets ? { bets } : {}), cuts: [] };
    this.deals.push(deal);
    const request = { playerId, gameSessionId, idempotencyKey: key, stake, ...(bets ? { bets } : {}) };
    const ask = (): Promise<Shown> => this.bus.ask(playRound, request, { deadlineMs: patienceMs });
    return { deal, ask, elsewhere: () => this.deal() };
  }

  private decision({ roundId, outcome }: Shown, { step, actions }: NonNullable<Round['open']>): Step {
    const { playerId } = this;
    const deal = this.deals.find((each) => each.roundId === roundId);
    if (!deal) throw new Error(`round ${roundId} waits for ${playerId}, who never asked for it`);
    const again = (): Step => {
      // The game cashes out by itself; whoever watches sees the end.
      if (deal.bets?.[0]?.kind === 'crash' && deal.bets[0].numbers)
        return { deal, ask: () => this.watch(roundId), elsewhere: again, isWatched: true };
      const kinds = actions.map(({ kind }) => kind);
      const action = decisionAmong(kinds, outcome, this.random);
      const request = { playerId, roundId, step, idempotencyKey: newId(), action };
      const ask = (): Promise<Shown> => this.bus.ask(takeAction, request, { deadlineMs: patienceMs });
      return { deal, ask, elsewhere: again };
    };
    return again();
  }

  private async watch(roundId: string): Promise<Shown> {
    for (;;) {
      const round = await this.read(roundId);
      if (!round.open) return round;
      await pause(betweenMs);
    }
  }

  private read(roundId: string): Promise<Shown> {
    const { playerId } = this;
    return this.bus.ask(readRound, { playerId, roundId }, { deadlineMs: patienceMs });
  }

  /** Asks until there is an answer. `besides`: another device is at work, too, and may be faster. */
  private async insist<Answer>(ask: () => Promise<Answer>, besides = false): Promise<Answer> {
    for (let [begun, times] = [performance.now(), 0]; ; times += 1) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        const waited = performance.now() - begun;
        const waitMs = waited > boundMs ? undefined : this.waitAfter(error, waited, besides);
        if (waitMs === undefined) throw error;
        await pause(unclear.has(error.code) ? Math.min(waitMs * 2 ** times, mostBetweenMs) : waitMs);
        await this.look();
      }
    }
  }

  /** @returns in how many ms it is asked again; undefined where the refusal is an answer */
  private waitAfter(
    { code, retryAfterMs }: DomainError,
    waited: number,
    besides: boolean,
  ): number | undefined {
    if (unclear.has(code)) this.noteUnknown();
    if (unclear.has(code) || code === 'round_open') return betweenMs;
    if (besides) return undefined;
    if (code === 'round_too_soon') return (retryAfterMs ?? 0) + betweenMs;
    // What was begun and forgotten is undone in time.
    return code === 'round_in_play' && waited <= leftMs ? betweenMs : undefined;
  }

  private noteUnknown(): void {
    if (!this.atWork || this.atWork.isUnknown) return;
    this.atWork.isUnknown = true;
    this.unknown += 1;
  }

  /** One attempt, after the cycle of the round before. */
  private async onceAllowed(ask: () => Promise<Shown>): Promise<Shown> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'round_too_soon') throw error;
      await pause((error.retryAfterMs ?? 0) + betweenMs);
      return ask();
    }
  }

  /** As another device does that shows the round now. That nobody answers is what is tried here; no round is gone. */
  private async look(): Promise<void> {
    const roundId = this.round?.roundId;
    if (roundId === undefined) return;
    try {
      this.compare(await this.read(roundId));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (!unclear.has(error.code)) this.broken.push(`round ${roundId} could not be read: ${error.code}`);
    }
  }

  private take(round: Shown): void {
    this.compare(round);
    this.round = round.open ? round : undefined;
    if (round.nextRoundAt !== undefined) this.readyAt = Math.max(this.readyAt, Date.parse(round.nextRoundAt));
  }

  /** Holds a round against what was shown of it before. */
  compare({ roundId, open, outcome, payout, jackpotWin }: Shown): void {
    const step = `${roundId} ${open ? open.step : 'end'}`;
    // A row of the ledger has its members in another order.
    const shown = canonicalJson([outcome, payout.amount, jackpotWin?.amount ?? 0]);
    const before = this.seen.get(step) ?? shown;
    this.seen.set(step, before);
    if (before !== shown) this.broken.push(`step ${step} was shown as ${before} and then as ${shown}`);
  }
}
