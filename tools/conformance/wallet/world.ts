import { randomUUID } from 'node:crypto';
import { NotRun } from '../report.js';
import { type Size, sizes } from '../size.js';
import { type Answer, type Credentials, isUnclear, says, WalletClient, type Wrong } from './client.js';
import type { Members, Part, Status } from './dialects/dialect.js';

/** A player of the operator with a session of a game of the studio. */
export interface Player {
  playerId: string;
  session: string;
  game: string;
}

/**
 * The operator's side of a run: how there come to be players, and what is done to them and to the wallet. Whatever is
 * left out is not looked at, and the report says so.
 */
export interface World {
  /** A player who has at least so much, in minor units of `currency`, and a session that is open. */
  player(cash: number): Promise<Player>;
  /** The same at a live table, where the studio has one; the game of `player` is none then. */
  tablePlayer?(cash: number): Promise<Player>;
  currency?: string;
  /** Ends the player's session at the operator. */
  endSession?(player: Player): Promise<void>;
  /** Keeps the player from staking: an exclusion. */
  block?(player: Player): Promise<void>;
  /** Freezes the player's account, as where its books do not add up. */
  freeze?(player: Player): Promise<void>;
  /** Takes a game away from all players, or gives it back; sessions that are open stay open. */
  switchGame?(game: string, on: boolean): Promise<void>;
  /** Most that the game may be staked with at once, in minor units, where there is such a maximum. */
  mostStake?: number;
  /** Lets the player lose no more than so much from now on. */
  limitLosses?(player: Player, amount: number): Promise<void>;
  /** Lets the player stake no more than so much from now on, whatever comes back. */
  limitStakes?(player: Player, amount: number): Promise<void>;
  /** Stops the wallet where it stands and starts it again. */
  restart?(): Promise<void>;
  /**
   * Moves time ahead for everything the operator keeps about the player; what was in memory for a while is gone.
   * @returns the player, with a session that is open then
   */
  passTime?(player: Player, ms: number): Promise<Player>;
  /** Gives the player so many free rounds of the game. @returns the id by which a bet names them */
  giveFreeRounds?(player: Player, rounds: number): Promise<string>;
  /** What the operator's books say was contributed to a studio's jackpot, in millionths of a minor unit, if it keeps that. */
  contributedTo?(jackpotId: string): Promise<number>;
  /** Hours after which a round that nobody has ended, and that has paid nothing, is void: its stakes go back. */
  openRoundHours?: number;
  /** Ends a part of the operator's without a word, as a crash, and starts it again: `wallet`, `broker`, `database`, … */
  kill?: Readonly<Record<string, () => Promise<void>>>;
  /** A second studio of the same operator, with a session of its own for a player. */
  second?: { credentials: Credentials; sit(player: Player): Promise<Player> };
  /** What is wrong in the operator's books, in words. */
  faults?(): Promise<string[]>;
  close?(): Promise<void>;
}

/** How much of a wallet is looked at, and how long. */
export interface Pace {
  /** How often whatever is a matter of luck is tried. */
  repeats: number;
  /** How long is waited for what a wallet does by itself, in ms. */
  patienceMs?: number;
  size?: (repeats: number) => Size;
}

/** What the checks of a wallet work with. */
export class WalletKit {
  readonly client: WalletClient;
  readonly currency: string;
  readonly repeats: number;
  readonly patienceMs: number;
  readonly size: Size;
  /** What the dialect has no words for and a check has left out, since it was last emptied. */
  readonly leftOut = new Set<Part>();

  constructor(
    credentials: Credentials,
    readonly world: World,
    { repeats, patienceMs = 10_000, size = sizes.small }: Pace,
  ) {
    this.repeats = repeats;
    this.patienceMs = patienceMs;
    this.size = size(repeats);
    this.client = new WalletClient(credentials);
    this.currency = world.currency ?? 'GBP';
  }

  /** Whether the dialect has it; where it has not, the report says what was left out. */
  has(part: Part): boolean {
    if (!this.client.dialect.lacks.includes(part)) return true;
    this.leftOut.add(part);
    return false;
  }

  /** @throws NotRun where the dialect does not have it: without it there is nothing to look at */
  must(part: Part): void {
    const { name, lacks } = this.client.dialect;
    if (lacks.includes(part)) throw new NotRun(`the dialect ${name} has no ${part}`);
  }

  seat(cash: number): Promise<Seat> {
    return this.seated(this.world.player(cash), cash);
  }

  /** At a live table. @throws NotRun where the world has none */
  tableSeat(cash: number): Promise<Seat> {
    return this.seated(this.need('tablePlayer')(cash), cash);
  }

  private async seated(player: Promise<Player>, cash: number): Promise<Seat> {
    const seat = new Seat(this.client, await player, this.currency);
    const start = await seat.total();
    if (start < cash) throw new NotRun(`it needs a player with ${cash}, and this one has ${start}`);
    return seat;
  }

  /** @throws NotRun where the world does not have it */
  need<Name extends keyof World>(name: Name): NonNullable<World[Name]> {
    const found = this.world[name];
    if (found === undefined) throw new NotRun(`the world of this run has no ${name}`);
    return (typeof found === 'function' ? found.bind(this.world) : found) as NonNullable<World[Name]>;
  }
}

/** A player at the game, and the calls a game server makes for one. */
export class Seat {
  constructor(
    readonly client: WalletClient,
    readonly player: Player,
    readonly currency: string,
  ) {}

  /** @throws Error unless the wallet tells the balance */
  async total(): Promise<number> {
    const { total, word } = await this.call('balance', {});
    if (total === undefined) throw new Error(`the balance is not told, but ${word || 'nothing'}`);
    return total;
  }

  bet(
    id: string,
    round: string,
    amount: number | string,
    over: Members = {},
    wrong?: Wrong,
  ): Promise<Answer> {
    return this.call('bet', { round, id, amount: String(amount), ...over }, wrong);
  }

  win(
    id: string,
    round: string,
    betId: string,
    amount: number | string,
    over: Members = {},
  ): Promise<Answer> {
    return this.call('win', { round, id, betId, amount: String(amount), ...over });
  }

  rollback(id: string, round: string, betId: string, over: Members = {}): Promise<Answer> {
    return this.call('rollback', { round, id, betId, ...over });
  }

  call(operation: string, members: Members, wrong?: Wrong): Promise<Answer> {
    return this.client.call(operation, { ...this.own, ...members }, wrong);
  }

  /** What every call has. */
  get own(): Members {
    const { session, playerId, game } = this.player;
    return { session, playerId, currency: this.currency, game };
  }

  /**
   * As a careful game server does: what is not known is asked for again. A dialect may have one word for that and for
   * `due`, which is then believed.
   */
  async insist(attempt: () => Promise<Answer>, due: Status = 'ok'): Promise<Answer> {
    for (let left = 60; ; left -= 1) {
      const answer = await attempt();
      if (!isUnclear(answer) || says(answer, due) || left === 0) return answer;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** An id that nobody had before. */
export function fresh(): string {
  return randomUUID();
}
