import {
  clockMoved,
  gameSeedsChanged,
  openGameSession,
  playRound,
  readRound,
  readWallet,
  type Round,
  type RoundAction,
  takeAction,
  type TableStake,
} from '@croupier/contracts';
import { type DataSource } from 'typeorm';
import { type BenchStack } from '../../../bench/stack.js';
import { answered, inTurns, openAccounts, openHouse, startGames } from './hand-house.js';
import { type HandGame } from './hand-games.js';

/** Longer than any cycle, and than any round that runs on by itself, in ms. */
const [cycleMs, courseMs] = [6000, 100_000];
const answerMs = 5000;
const stake = { amount: 200, currency: 'GBP' as const };

/** Of a sealed outcome what another run of the round is made of. */
interface Sealed {
  actions?: RoundAction[];
  seeds?: { serverSeedHash: string; refusals: number };
  startedAt?: string;
}

export const sealedOf = ({ outcome }: Round): Sealed => outcome;

/** A player and what was played, in its order. */
export interface Evening {
  playerId: string;
  game: HandGame;
  rounds: readonly { key: string; bets?: TableStake[]; round: Round }[];
}

/** What evenings come to without a fault. */
export interface Uninterrupted {
  /** Of each player, in minor units and less what was won of jackpots, whose amounts everybody's rounds make. */
  balances: Map<string, number>;
  /** Rounds as they were answered. */
  rounds: Map<string, Round>;
}

/** A cash-out counts by the moment in which it came, which does not come again: such a round is derived, and not played. */
export function isOfItsMoment(round: Round): boolean {
  const { actions = [] } = sealedOf(round);
  return actions.some(({ kind, byDefault }) => kind === 'cash-out' && !byDefault);
}

/**
 * The same evenings in another house, in which nothing breaks: same players, seeds, keys, bets and decisions, one round after the
 * other by a clock that is moved on. `salts`: what the seeds are made of, by their hash, in hex.
 */
export async function playedWithoutFaults(
  evenings: readonly Evening[],
  { salts, folder }: { salts: ReadonlyMap<string, string>; folder: string },
): Promise<Uninterrupted> {
  const stack = await openHouse();
  const run: Uninterrupted = { balances: new Map(), rounds: new Map() };
  try {
    const sandbox = { NODE_ENV: 'test', SANDBOX: 'true' };
    await startGames(stack, { folder, seedKey: 'as before', broker: stack.nats.url }, sandbox);
    await openAccounts(stack, evenings);
    const games = await stack.database('games');
    await inTurns(evenings, async (evening) => {
      const player = new Player(stack, games, salts, evening);
      run.balances.set(evening.playerId, await player.play(run.rounds));
    });
    await games.destroy();
    return run;
  } finally {
    await stack.close();
  }
}

class Player {
  private aheadMs = 0;
  private seeds = '';

  constructor(
    private readonly stack: BenchStack,
    private readonly games: DataSource,
    private readonly salts: ReadonlyMap<string, string>,
    private readonly evening: Evening,
  ) {}

  /** @returns what the player has in the end, less jackpots */
  async play(played: Map<string, Round>): Promise<number> {
    const { playerId, game, rounds } = this.evening;
    const { bus } = this.stack;
    const launch = { playerId, gameId: game.id };
    const { gameSessionId } = await answered(() => bus.ask(openGameSession, launch));
    let beside = 0;
    for (const { key, bets, round } of rounds) {
      if (isOfItsMoment(round)) {
        beside += round.payout.amount - round.stake.amount;
        continue;
      }
      await this.drawFrom(sealedOf(round), gameSessionId);
      await this.later(cycleMs);
      const request = { playerId, gameSessionId, idempotencyKey: key, stake, ...(bets ? { bets } : {}) };
      const ended = await this.toTheEnd(await answered(() => bus.ask(playRound, request)), round);
      played.set(ended.roundId, ended);
      beside -= ended.jackpotWin?.amount ?? 0;
    }
    const { cash } = await answered(() => bus.ask(readWallet, { playerId }));
    return cash.amount + beside;
  }

  private async toTheEnd(begun: Round, { outcome }: Round): Promise<Round> {
    const { playerId } = this.evening;
    let round = begun;
    for (const { kind, positions, bets, byDefault } of (outcome as Sealed).actions ?? []) {
      if (!round.open) return round;
      const { roundId, open } = round;
      if (byDefault) {
        await this.later(courseMs);
        round = await answered(() => this.stack.bus.ask(readRound, { playerId, roundId }));
        continue;
      }
      if (kind === 'roll') await this.later(cycleMs);
      const action = { kind, ...(positions ? { positions } : {}), ...(bets ? { bets } : {}) };
      const request = {
        playerId,
        roundId,
        step: open.step,
        idempotencyKey: `${roundId}-${open.step}`,
        action,
      };
      round = await answered(() => this.stack.bus.ask(takeAction, request));
    }
    return round;
  }

  /** From the seed of the round, and as many refused rounds as there had been: in the row, and in what games remembers of it. */
  private async drawFrom({ seeds }: Sealed, gameSessionId: string): Promise<void> {
    const { playerId } = this.evening;
    const wanted = JSON.stringify(seeds);
    if (wanted === this.seeds) return;
    this.seeds = wanted;
    const [[row]] = (await this.games.query(
      `UPDATE game_sessions SET seed_salt = decode($2, 'hex'), refusals = $3 WHERE player_id = $1 RETURNING clock_timestamp() AS now`,
      [playerId, this.salts.get(seeds?.serverSeedHash ?? ''), seeds?.refusals],
    )) as [[{ now: Date }]];
    const changed = { playerId, gameSessionId, changedAt: row.now.toISOString() };
    this.stack.broker.connection.publish(gameSeedsChanged.subject, JSON.stringify(changed));
  }

  private async later(ms: number): Promise<void> {
    this.aheadMs += ms;
    const moved = JSON.stringify({ playerId: this.evening.playerId, shiftMs: this.aheadMs });
    await this.stack.broker.connection.request(clockMoved.subject, moved, { timeout: answerMs });
  }
}
