import { generateKeyPairSync, randomInt, randomUUID } from 'node:crypto';
import type { Driver, ShownRound } from '../games/driver.js';
import type { GameBug } from './game-bugs.js';
import { GameWallet } from './game-wallet.js';
import type { CallerAnswer, StudioCaller } from '../games/studio-caller.js';
import { MemoryGifts } from './memory-gifts.js';

type Members = Record<string, unknown>;

/** A call that is sent under the same id until it is taken. */
interface Step {
  operation: string;
  members: Members;
  tries: number;
}

interface Seat {
  /** None of a seat for play money. */
  player?: { playerId: string; session: string };
  /** The casino's. */
  sessionId?: string;
  /** The casino has said so. */
  over?: true;
  /** What the wallet said the player has; no outcome may depend on it. */
  balance: number;
  /** When its newest round started, in ms. */
  startedAt: number;
  rounds: Round[];
}

interface Round {
  roundId: string;
  seat: Seat;
  stake: number;
  payout: number;
  state: 'betting' | 'open' | 'undoing' | 'paying' | 'done' | 'refused' | 'undone';
  betId: string;
  /** Of a free round. */
  giftId?: string;
  /** What is still to be sent, in order, and what the round is after it. */
  steps: Step[];
  then: 'open' | 'done' | 'undone';
}

const retryMs = 5;
const cycleMs = 5000;
/** A bet and what pays it have one each. */
const idsBeforeTheyRepeat: { [Bug in GameBug]?: number } = {
  'uses-ids-again': 97,
  'uses-ids-again-much-later': 2300,
};

/** A game of heads or tails in memory that keeps the protocol, but for the bug it is given. What R1 to R17 are checked by. */
export class MemoryGame {
  private readonly pair = generateKeyPairSync('ed25519');
  /** SPKI DER in base64: what a wallet knows of the studio. */
  readonly publicKey = this.pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  /** What a casino gives. */
  readonly gifts: MemoryGifts;
  private readonly seats = new Map<string, Seat>();
  private readonly running = new Set<Promise<void>>();
  private wallet: GameWallet;
  private starts = 0;
  private ids = 0;

  /**
   * @param now what its clock says, in ms
   * @param drawn a number from 0 to 999; those below 500 win, if it has no bug
   */
  constructor(
    private readonly bug?: GameBug,
    private readonly now: () => number = () => performance.now(),
    private readonly drawn: () => number = () => randomInt(1000),
  ) {
    this.gifts = new MemoryGifts(bug);
  }

  /** @param url of the studio at the wallet */
  connect(url: string): void {
    this.wallet = new GameWallet(url, this.pair.privateKey, this.bug);
  }

  /** Plays without HTTP between player and game. */
  driver(): Driver {
    return {
      cycleMs,
      open: (token) => this.open(token),
      openDemo: async () => this.openDemo(),
      play: async (seat) => this.play(seat, { stake: 100 }),
      playMany: async (seat) => void (await this.play(seat, { stake: 100, rounds: 5 })),
      playOpen: async (seat) => this.play(seat, { stake: 119 }),
      playFree: async (seat) => this.playFree(seat),
      givePrizes: async (seat) => void (await this.play(seat, { stake: 118 })),
      raise: (seat, roundId) => this.raise(seat, roundId),
      take: (seat, roundId) => this.take(seat, roundId),
      rounds: async (seat) => this.rounds(seat),
      restart: () => this.restart(),
    };
  }

  /** @throws Error if the token opens nothing */
  async open(token: string): Promise<string> {
    const { status, body } = await this.wallet.call('open-session', { launchToken: token });
    if (status !== 'ok') throw new Error('the token opens nothing');
    const { playerId, session, sessionId, balance } = body as Record<string, string> & {
      balance?: { total?: string };
    };
    const seatId = this.seat({ playerId: playerId ?? '', session: session ?? '' }, Number(balance?.total));
    this.at(seatId).sessionId = sessionId ?? '';
    return seatId;
  }

  openDemo(): string {
    return this.seat(undefined, 10_000);
  }

  /** As a casino calls it. */
  get caller(): StudioCaller {
    return {
      call: async (path, members, forged) => {
        if (path === 'sessions/end') return this.endSession(members as Members, forged !== undefined);
        return this.gifts.call(path.replace('free-rounds/', ''), members, forged);
      },
    };
  }

  private endSession({ id }: Members, forged: boolean): CallerAnswer {
    if (forged && this.bug !== 'takes-forged-ends') return { http: 401, body: { status: 'bad_signature' } };
    if (typeof id !== 'string') return { http: 400, body: { status: 'malformed', field: 'id' } };
    const named = [...this.seats.values()].filter(
      ({ sessionId }) => sessionId === id || this.bug === 'ends-every-session',
    );
    if (named.length === 0 && this.bug === 'knows-no-such-session')
      return { http: 422, body: { status: 'unknown' } };
    for (const seat of named) {
      seat.over = true;
      if (this.bug === 'drops-rounds-of-ended-sessions') for (const round of seat.rounds) round.steps = [];
    }
    return { http: forged ? 401 : 200, body: { status: forged ? 'bad_signature' : 'ok' } };
  }

  /** @returns undefined if it is too soon, or the session is over */
  async play(seatId: string, order: { stake: number; rounds?: number }): Promise<ShownRound | undefined> {
    const seat = this.at(seatId);
    if (seat.over && this.bug !== 'plays-on-in-ended-sessions') return undefined;
    const soon = this.now() - seat.startedAt < this.cycle();
    if (soon && this.bug === 'plays-later-what-was-too-soon')
      setTimeout(() => void this.start(seat, order.stake), retryMs);
    if (soon && this.bug !== 'plays-as-fast-as-asked') return undefined;
    seat.startedAt = this.now();
    const round = await this.start(seat, order.stake);
    if (this.bug === 'takes-orders-for-many')
      for (let left = (order.rounds ?? 1) - 1; left > 0; left -= 1) await this.start(seat, order.stake);
    return this.shown(round);
  }

  /** @returns `none` if no free round is left, undefined if it is too soon */
  async playFree(seatId: string): Promise<ShownRound | 'none' | undefined> {
    const seat = this.at(seatId);
    if (this.now() - seat.startedAt < this.cycle()) return undefined;
    if (seat.over) return undefined;
    const giftId = this.gifts.take(seat.player?.playerId ?? '');
    if (giftId === undefined) return 'none';
    seat.startedAt = this.now();
    return this.shown(await this.start(seat, 100, giftId));
  }

  rounds(seatId: string): ShownRound[] {
    return this.at(seatId).rounds.map((round) =>
      this.shown(
        this.bug === 'draws-again-when-looked-at'
          ? { ...round, payout: this.draw(round.seat, round.stake) }
          : round,
      ),
    );
  }

  async raise(seatId: string, roundId: string): Promise<ShownRound> {
    const round = this.openRound(seatId, roundId);
    const betId = this.id();
    const { status } = await this.wallet.call('bet', this.betOf(round, betId));
    if (status === 'ok') {
      round.payout = this.draw(round.seat, 2 * round.stake);
      await this.pay(round);
    } else if (status === 'unknown' && this.bug !== 'keeps-unclear-raises')
      await this.takeBack(round, betId, 'open');
    else if (this.bug === 'drops-the-feature') round.state = 'done';
    return this.shown(round);
  }

  async take(seatId: string, roundId: string): Promise<ShownRound> {
    const round = this.openRound(seatId, roundId);
    await this.pay(round);
    return this.shown(round);
  }

  /** Whatever was under way ends where it stands; what was written down goes on. */
  async restart(): Promise<void> {
    this.starts += 1;
    await Promise.all(this.running);
    if (this.bug === 'forgets-wins-at-restart') return;
    for (const { rounds } of this.seats.values())
      for (const round of rounds) if (round.steps.length > 0) this.later(round);
  }

  private seat(player: Seat['player'], balance: number): string {
    const id = randomUUID();
    const startedAt = Number.NEGATIVE_INFINITY;
    this.seats.set(id, { ...(player && { player }), balance, startedAt, rounds: [] });
    return id;
  }

  private at(seatId: string): Seat {
    const seat = this.seats.get(seatId);
    if (!seat) throw new Error('no such seat');
    return seat;
  }

  private openRound(seatId: string, roundId: string): Round {
    const round = this.at(seatId).rounds.find((one) => one.roundId === roundId);
    if (round?.state !== 'open') throw new Error('the round is not open');
    return round;
  }

  private async start(seat: Seat, stake: number, giftId?: string): Promise<Round> {
    const round: Round = {
      ...{ roundId: randomUUID(), seat, stake, betId: this.id(), state: 'betting', steps: [], then: 'done' },
      payout: this.draw(seat, stake),
      ...(giftId === undefined ? {} : { giftId }),
    };
    seat.rounds.push(round);
    if (!seat.player) {
      if (this.bug === 'stakes-in-demo') await this.wallet.call('bet', this.betOf(round, round.betId));
      round.state = 'done';
      return round;
    }
    await this.stake(round, seat.player);
    return round;
  }

  private async stake(round: Round, player: NonNullable<Seat['player']>): Promise<void> {
    const bet = this.betOf(round, round.betId);
    let { status } = await this.wallet.call('bet', bet);
    const refused = status !== 'ok' && status !== 'unknown';
    if (refused && this.bug === 'insists-on-refused-bets') ({ status } = await this.wallet.call('bet', bet));
    if (status === 'ok') {
      if (round.stake % 100 === 18) {
        const prize = { ...player, currency: 'GBP', amount: '5' };
        round.steps.push(
          this.step('promo-win', { ...prize, id: this.id() }),
          this.step('jackpot-win', { ...prize, id: this.id(), jackpotId: 'memory' }),
        );
      }
      if (round.stake % 100 === 19 && round.payout > 0) round.state = 'open';
      else await this.pay(round);
    } else if (status === 'unknown') {
      if (this.bug === 'keeps-unclear-bets') round.state = 'undone';
      else await this.takeBack(round, round.betId, 'undone');
    } else if (this.bug === 'takes-refused-bets-back') await this.takeBack(round, round.betId, 'undone');
    else round.state = 'refused';
  }

  private async pay(round: Round): Promise<void> {
    round.state = 'paying';
    round.then = 'done';
    const win = { ...round.seat.player, currency: 'GBP', round: round.roundId, betId: round.betId };
    const closes = this.bug === 'never-ends' ? {} : { roundClosed: true };
    round.steps.push(this.step('win', { ...win, id: this.id(), amount: String(round.payout), ...closes }));
    if (this.bug === 'ends-twice')
      round.steps.push(this.step('end-round', { ...round.seat.player, round: round.roundId }));
    await this.advance(round);
  }

  private async takeBack(round: Round, betId: string, then: Round['then']): Promise<void> {
    round.state = 'undoing';
    round.then = then;
    round.steps = [this.step('rollback', { ...round.seat.player, id: this.id(), betId })];
    await this.advance(round);
  }

  private step(operation: string, members: Members): Step {
    return { operation, members, tries: 0 };
  }

  /** Sends what is due; what has no clear answer is sent again a little later, and keeps what comes after it back. */
  private async advance(round: Round): Promise<void> {
    for (let [step] = round.steps; step; [step] = round.steps) {
      if (this.takesNewId(round, step)) step.members['id'] = this.id();
      const { status } = await this.wallet.call(step.operation, step.members);
      step.tries += 1;
      if (status === 'unknown') this.mistake(round, step);
      if (status === 'unknown' && !this.givesUp(round, step)) return this.later(round);
      if (this.bug === 'sends-taken-prizes-again' && step.operation === 'promo-win')
        await this.wallet.call(step.operation, step.members);
      round.steps.shift();
    }
    round.state = round.then;
  }

  private cycle(): number {
    if (this.bug === 'plays-one-round-a-seat') return Number.POSITIVE_INFINITY;
    return this.bug === 'plays-a-little-too-soon' ? cycleMs - 1000 : cycleMs;
  }

  private takesNewId({ then }: Round, { operation, tries }: Step): boolean {
    if (tries === 0) return false;
    return operation === 'rollback'
      ? this.bug === 'takes-back-under-new-ids' && then === 'undone'
      : operation.endsWith('-win') && this.bug === 'sends-prizes-under-new-ids';
  }

  private givesUp({ then }: Round, { operation, tries }: Step): boolean {
    if (operation === 'rollback') return this.bug === 'takes-back-once' && then === 'undone';
    return this.bug === 'gives-wins-up' && operation === 'win' && tries > 2;
  }

  /** What some do with an end that nobody answered. */
  private mistake(round: Round, { operation, members, tries }: Step): void {
    const otherwise = this.bug === 'ends-otherwise-when-unheard';
    if (operation !== 'win' || tries > 1 || (!otherwise && this.bug !== 'leaves-open-what-was-unheard'))
      return;
    delete members['roundClosed'];
    if (otherwise) round.steps.push(this.step('end-round', { ...round.seat.player, round: round.roundId }));
  }

  private later(round: Round): void {
    const { starts } = this;
    const work = new Promise((resolve) => setTimeout(resolve, retryMs))
      .then(() => (starts === this.starts ? this.advance(round) : undefined))
      .finally(() => this.running.delete(work));
    this.running.add(work);
  }

  private betOf({ roundId, seat, stake, giftId }: Round, id: string): Members {
    const free = giftId !== undefined && this.bug !== 'stakes-in-free-rounds';
    const bet = { ...seat.player, currency: 'GBP', game: 'coin', round: roundId, id };
    return {
      ...bet,
      amount: free ? '0' : String(stake),
      ...(giftId === undefined ? {} : { freeRoundsId: giftId }),
    };
  }

  /** Half of the rounds win twice the stake. */
  private draw({ balance }: Seat, stake: number): number {
    const share = this.bug !== 'favours-the-poor' ? 500 : balance < 10_000 ? 650 : 300;
    return this.drawn() < share ? 2 * stake : 0;
  }

  private shown({ roundId, state, payout }: Round): ShownRound {
    const early = state === 'betting' && this.bug !== 'shows-before-the-bet';
    const taken = early || state === 'refused' || state === 'undone' || state === 'undoing';
    return { roundId, state, payout: taken ? null : payout };
  }

  private id(): string {
    this.ids += 1;
    const different = this.bug && idsBeforeTheyRepeat[this.bug];
    return different === undefined ? randomUUID() : `id-${this.ids % different}`;
  }
}
