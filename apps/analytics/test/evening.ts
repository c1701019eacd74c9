import { type Figures } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type ToldFact, TestPlayer } from './facts.js';

/** What a random evening told, in the order of the wallet and in the order of an unlucky broker. */
export interface Evening {
  facts: ToldFact[];
  /** The same facts in any order, every third of them twice. */
  shuffled: ToldFact[];
  /** Added up independently, as they were made. */
  expected: Partial<Figures>;
}

/** A seeded generator: mulberry32. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export function randomEvening(seed: number, size: { players: number; steps: number }): Evening {
  const random = seeded(seed);
  const players = Array.from({ length: size.players }, () => new TestPlayer());
  const sums = { stakes: 0, payouts: 0, rounds: 0, free: 0, bonus: 0, deposits: 0, withdrawals: 0 };
  const rounds: Rounds = new Map();
  const moment = (): string =>
    new Date(Date.UTC(2026, 9, 24) + random(3) * 86_400_000 + random(4 * 3_600_000)).toISOString();
  const facts = players.map((player) => player.registered(moment()));
  for (let step = 0; step < size.steps; step += 1) {
    const player = players[random(players.length)] as TestPlayer;
    facts.push(anything(player, moment(), random, { sums, rounds }));
  }
  const twice = facts.flatMap((fact, index) => (index % 3 === 0 ? [fact, fact] : [fact]));
  const order = twice.map((fact) => ({ fact, rank: random(1_000_000) })).sort((a, b) => a.rank - b.rank);
  const ggr = sums.stakes - sums.payouts;
  return {
    facts,
    shuffled: order.map(({ fact }) => fact),
    expected: {
      ...{ stakesMinor: sums.stakes, payoutsMinor: sums.payouts, ggrMinor: ggr, rounds: sums.rounds },
      ...{ freeStakesMinor: sums.free, bonusCostMinor: sums.bonus, ngrMinor: ggr - sums.bonus },
      ...{ depositsMinor: sums.deposits, withdrawalsMinor: sums.withdrawals, newPlayers: size.players },
      ...sessionsOf([...rounds.values()]),
    },
  };
}

/** Moments of the rounds of each game session, in ms. */
type Rounds = Map<string, { gameSessionId: string; at: number[] }>;

/** Sessions of play as docs/figures.md defines them, told apart one round after the other. */
function sessionsOf(all: { at: number[] }[]): Partial<Figures> {
  let [playSessions, playSeconds] = [0, 0];
  for (const { at } of all) {
    let [began, last] = [Number.NaN, Number.NEGATIVE_INFINITY];
    for (const round of [...at.sort((a, b) => a - b), Number.POSITIVE_INFINITY]) {
      if (round - last > 30 * 60_000) {
        if (Number.isFinite(last)) playSeconds += Math.floor((last - began) / 1000);
        if (Number.isFinite(round)) playSessions += 1;
        began = round;
      }
      last = round;
    }
  }
  return { playSessions, playSeconds };
}

/** The player's one session at a game. */
function sessionAt(rounds: Rounds, player: TestPlayer, gameId: string, at: string): string {
  const key = `${player.playerId} ${gameId}`;
  const session = rounds.get(key) ?? { gameSessionId: newId(), at: [] };
  session.at.push(Date.parse(at));
  rounds.set(key, session);
  return session.gameSessionId;
}

function anything(
  player: TestPlayer,
  at: string,
  random: (below: number) => number,
  { sums, rounds }: { sums: Record<string, number>; rounds: Rounds },
): ToldFact {
  const amount = 1 + random(500);
  const add = (name: string, value: number): void => void (sums[name] = (sums[name] ?? 0) + value);
  const bet = { gameId: `game-${random(3)}`, stake: amount, payout: random(3) === 0 ? random(1000) : 0 };
  switch (random(13)) {
    case 0:
      add('deposits', amount);
      return player.deposited(at, amount);
    case 1:
      add('withdrawals', amount);
      return player.paid(at, amount);
    case 2:
      add('bonus', amount);
      return player.granted(at, amount);
    case 3:
      add('bonus', -amount);
      return player.forfeited(at, amount);
    case 4:
      add('stakes', bet.stake);
      add('payouts', bet.payout);
      add('rounds', 1);
      add('free', bet.stake);
      add('bonus', bet.stake);
      return player.played(at, {
        ...bet,
        free: true,
        gameSessionId: sessionAt(rounds, player, bet.gameId, at),
      });
    case 5:
      return player.signedIn(at);
    case 6:
      return player.staked(at, bet.gameId, amount);
    case 7:
      return player.voided(at, bet.gameId, amount);
    case 8:
      add('stakes', -bet.stake);
      add('payouts', -bet.payout);
      add('rounds', -1);
      return player.corrected(at, bet.gameId, bet.stake, bet.payout);
    default:
      add('stakes', bet.stake);
      add('payouts', bet.payout);
      add('rounds', 1);
      return player.played(at, {
        ...bet,
        ...(amount % 5 === 0 ? { begun: Math.ceil(amount / 2) } : {}),
        gameSessionId: sessionAt(rounds, player, bet.gameId, at),
      });
  }
}
