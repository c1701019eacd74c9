import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, must, Player } from '../../tools/rolling/player.js';
import { type Seeded } from '../faults/random.js';
import {
  type Act,
  type ActKind,
  bonusFor,
  dueOf,
  failingPence,
  lostPence,
  oddPence,
  outcomeOf,
} from './acts.js';
import { ends, payAt } from './ends.js';
import { jackpotGame } from './jackpot-game.js';
import { Listener } from './listener.js';
import { Sightings } from './sightings.js';
import { type ChaosStand } from './stand.js';

/** Which both games offer. */
const stakes = [20, 20, 20, 100] as const;
/** More than the bonus allows, and soon more than a small purse holds. */
const highStake = 500;
/** More than anybody wins here. */
const neverHeld = 900_000;
const purses = [1000, 50_000] as const;
const legalCycleMs = 2500;
/** A slot, and one that is played for a jackpot. */
const games = ['lamplight-ledger', jackpotGame] as const;
const table = 'harbour-table';
const programme = 'opening-night';
const gbp = (amount: number): { amount: number; currency: string } => ({ amount, currency: 'GBP' });

/** How an answer names what was made of each kind of command. */
const idNames = {
  bet: 'roundId',
  'table bet': 'betId',
  deposit: 'depositId',
  withdrawal: 'withdrawalId',
  bonus: 'awardId',
} as const satisfies Record<ActKind, string>;

/** What a guest does: everything, or nothing but bets, some of them asked for twice. */
export type Habits = 'everything' | 'bets';

/**
 * A person with books of their own, who plays, pays in and out, asks twice now and then, and asks again with the same key
 * where no answer came. One request at a time; a stream beside it.
 */
export class Guest {
  readonly acts: Act[] = [];
  readonly sightings = new Sightings();
  /** What the guest was told and had not to be told. */
  readonly complaints: string[] = [];
  /** Bets that were asked for a second time after they were answered. */
  repeats = 0;
  private listener: Listener | undefined;
  private isAtTable = false;
  readonly player: Player;
  private readonly game: string;

  constructor(
    readonly stand: ChaosStand,
    private readonly random: Seeded,
    private readonly habits: Habits,
  ) {
    this.player = new Player(random.pick(stand.gateways), stand.sandbox);
    this.game = random.pick(games);
  }

  /** What the guest must have in cash and bonus money, if every outcome is known. Minor units. */
  get due(): number {
    return dueOf(this.acts);
  }

  get bets(): number {
    return this.acts.filter(({ kind }) => kind === 'bet').length;
  }

  get playerId(): string {
    return this.player.playerId;
  }

  /** Everything up to the first bet. @throws Error of whoever could not be let in; there is nothing to hold then */
  async sitDown(): Promise<void> {
    const { player, random } = this;
    await player.register();
    await player.verify();
    await player.declineDepositLimit();
    const purse = random.pick(purses);
    if (this.habits === 'everything' && random.below(2) === 0) await this.optIn(bonusFor(purse));
    const deposit = this.note('deposit', purse);
    await this.send(deposit);
    if (deposit.outcome !== 'ok') throw new Error('nothing was paid in');
    await player.credited(deposit.id);
    must(await this.openGame(), 201);
    const where = { gateway: () => random.pick(this.stand.gateways), token: () => player.token };
    this.listener = new Listener(where, this.sightings);
  }

  /** One thing that people do, by chance. */
  async act(): Promise<void> {
    const { random } = this;
    this.player.gateway = random.pick(this.stand.gateways);
    const chance = random.below(this.habits === 'bets' ? 78 : 100);
    if (chance < 70) await this.bet(random.pick(stakes));
    else if (chance < 78) await this.askTwice();
    else if (chance < 82) await this.send(this.note('deposit', this.someMoney([...oddPence, lostPence])));
    else if (chance < 86)
      await this.send(this.note('withdrawal', this.someMoney([...oddPence, failingPence])));
    else if (chance < 92) await this.tableBet();
    else if (chance < 95) await this.tooMuch();
    else await this.look().catch(() => undefined);
  }

  /** Goes home: some set a limit at what they have staked and try another bet. */
  async leave(): Promise<void> {
    if (this.habits === 'everything' && this.random.below(2) === 0) await this.meetLimit();
    await this.listener?.close();
  }

  /** Asks again for everything without an answer, and waits until all that was begun is over. */
  async settle(): Promise<void> {
    await this.player.signIn();
    for (const act of this.acts) {
      await this.stand.until(`${act.kind} ${act.key} has an outcome`, async () => {
        if (act.outcome === 'unknown' && (act.kind !== 'bet' || (await this.turn()))) await this.send(act);
        return act.outcome !== 'unknown';
      });
      if (act.outcome !== 'ok') continue;
      await this.stand.until(
        `${act.kind} ${act.id} is over`,
        async () => ends[act.kind](this, act),
        () => act.seen ?? '',
      );
      if (act.forbidden !== undefined) this.complain(`${act.kind} ${act.id} was taken: ${act.forbidden}`);
    }
  }

  complain(about: string): void {
    this.complaints.push(`${this.playerId}: ${about}`);
  }

  /** What the guest has now in all. @throws Error if nobody says */
  async money(): Promise<number> {
    await this.player.signIn();
    const wallet = await this.look();
    must(wallet, 200);
    const { body } = wallet;
    return (['cash', 'bonus', 'inPlay', 'withdrawing'] as const)
      .map((part) => (body[part] as { amount: number }).amount)
      .reduce((sum, amount) => sum + amount);
  }

  private note(kind: ActKind, amount: number, forbidden?: string): Act {
    const act: Act = {
      ...{ kind, key: randomUUID(), amount, outcome: 'unknown', wasUnknown: false },
      ...{ id: '', roundId: '' },
    };
    if (forbidden !== undefined) act.forbidden = forbidden;
    this.acts.push(act);
    return act;
  }

  /** Five to thirty pounds; half of the time with pence by which the provider does something unusual. */
  private someMoney(pence: readonly number[]): number {
    const whole = 100 * this.random.between(5, 30);
    return this.random.below(2) === 0 ? whole : whole + this.random.pick(pence);
  }

  private async optIn(gives: number): Promise<void> {
    const claim = this.note('bonus', gives);
    await this.stand.until('somebody opts in', async () => {
      await this.send(claim);
      return claim.outcome !== 'unknown';
    });
    if (claim.outcome !== 'ok') throw new Error('the programme was not given');
  }

  private async bet(stake: number, forbidden?: string): Promise<void> {
    // One game is played at a time: whoever comes from the table opens theirs anew.
    if (this.isAtTable) await this.openGame().catch(() => undefined);
    if (this.isAtTable || !(await this.turn())) return;
    const { gameSessionId } = this.player;
    await this.send(Object.assign(this.note('bet', stake, forbidden), { gameSessionId }));
  }

  private async openGame(): Promise<Answer> {
    const opened = await this.post(`/v1/games/${this.game}/sessions`, undefined);
    if (opened.status === 201) {
      this.player.gameSessionId = String(opened.body['gameSessionId']);
      this.isAtTable = false;
    }
    return opened;
  }

  /** The same command once more: the same answer, and nothing else happens. */
  private async askTwice(): Promise<void> {
    const done = this.acts.filter(({ outcome, kind }) => outcome === 'ok' && kind !== 'bonus');
    if (done.length === 0 || !(await this.turn())) return;
    const act = this.random.pick(done.slice(-5));
    const answer = await this.ask(act);
    // A process that stands still may have the guest's last round in its hands.
    if (outcomeOf(answer?.status) === 'unknown' || answer?.body['code'] === 'round_open') return;
    if (act.kind === 'bet') this.repeats += 1;
    const id = answer?.body[idNames[act.kind]];
    if (id !== act.id)
      this.complain(`${act.kind} ${act.id}, asked again: ${String(answer?.status)} with ${String(id)}`);
    const returned = returnedIn(answer?.body);
    if (act.kind === 'bet' && returned !== undefined && returned - act.amount !== act.change)
      this.complain(`round ${act.id} paid ${returned} when asked again`);
  }

  private async tableBet(): Promise<void> {
    if (!this.isAtTable) {
      const seated = await this.post(`/v1/tables/${table}/sessions`, {}).catch(() => undefined);
      this.isAtTable = seated?.status === 201 || seated?.status === 200;
    }
    if (this.isAtTable) await this.send(this.note('table bet', 100));
  }

  /** More than there is, or than may be staked. */
  private async tooMuch(): Promise<void> {
    if (this.random.below(2) === 0) await this.bet(highStake);
    else await this.send(this.note('withdrawal', neverHeld, 'it was above the balance'));
  }

  private async meetLimit(): Promise<void> {
    const limits = await this.player.call('GET', '/v1/limits').catch(() => undefined);
    if (limits?.status !== 200) return;
    const { periods, version } = limits.body as {
      periods: { period: string; staked: { amount: number } }[];
      version: number;
    };
    const amount = periods.find(({ period }) => period === 'day')?.staked;
    const set = await this.player
      .call('PUT', '/v1/limits', {
        headers: { 'if-match': `"${version}"` },
        body: { limits: [{ kind: 'stake', period: 'day', amount }] },
      })
      .catch(() => undefined);
    if (set?.status === 200) await this.bet(stakes[0], 'it was above the limit');
  }

  private async look(): Promise<Answer> {
    const wallet = await this.player.call('GET', '/v1/wallet');
    if (wallet.status === 200) this.sightings.saw('read', wallet.body['version']);
    return wallet;
  }

  /** The clock of the sandbox stands while its database or the broker is away; a person waits, too. */
  private async turn(): Promise<boolean> {
    try {
      await this.player.wait(legalCycleMs);
      return true;
    } catch {
      await pause(100);
      return false;
    }
  }

  private async send(act: Act): Promise<void> {
    const isFirst = !act.wasUnknown;
    const answer = await this.ask(act);
    if (answer?.status === 401) await this.player.signIn().catch(() => undefined);
    act.outcome = outcomeOf(answer?.status);
    act.wasUnknown ||= act.outcome === 'unknown';
    if (act.outcome === 'unknown') return pause(100);
    if (act.outcome === 'refused' || !answer) return;
    this.learn(act, answer, isFirst);
    const { redirectUrl } = answer.body;
    // Whoever gets no answer at the bank's page looks again at the end.
    if (act.kind === 'deposit' && typeof redirectUrl === 'string')
      await payAt(redirectUrl).catch(() => undefined);
    if (this.random.below(4) === 0) await this.look().catch(() => undefined);
  }

  private learn(act: Act, { body }: Answer, isFirst: boolean): void {
    act.id = String(body[idNames[act.kind]]);
    if (act.kind === 'bonus') act.change = act.amount;
    if (act.kind === 'table bet') act.roundId = String(body['roundId']);
    const returned = returnedIn(body);
    if (act.kind === 'bet' && returned !== undefined) {
      act.change = returned - act.amount;
      act.answer = body;
    }
    // A repeat is answered with the version of the first time; an award's version is that of its programme.
    if (isFirst && act.kind !== 'bonus') this.sightings.saw('reply', body['version']);
  }

  private ask({ kind, key, amount, gameSessionId = '' }: Act): Promise<Answer | undefined> {
    const requests: Record<ActKind, [string, object | undefined]> = {
      bet: [`/v1/game-sessions/${gameSessionId}/rounds`, { stake: gbp(amount) }],
      'table bet': [`/v1/tables/${table}/bets`, { stake: gbp(amount), bets: [{ kind: 'red', amount }] }],
      deposit: ['/v1/deposits', { amount: gbp(amount), method: 'card' }],
      withdrawal: ['/v1/withdrawals', { amount: gbp(amount), method: 'bank' }],
      bonus: [`/v1/bonuses/${programme}/claim`, undefined],
    };
    const [path, body] = requests[kind];
    return this.post(path, body, key).catch(() => undefined);
  }

  private post(path: string, body: object | undefined, key?: string): Promise<Answer> {
    return this.player.call('POST', path, { ...(body && { body }), ...(key && { key }) });
  }
}

/** What came back of a stake, with what was won of a jackpot. */
function returnedIn(body: Answer['body'] | undefined): number | undefined {
  const { payout, jackpotWin } = (body ?? {}) as Record<string, { amount: number } | undefined>;
  return payout && payout.amount + (jackpotWin?.amount ?? 0);
}
