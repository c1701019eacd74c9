import { randomInt } from 'node:crypto';

/** Tide Coin: call the side it lands on, and twice the stake comes back. On its edge the house takes it. */
export const sides = ['heads', 'tails'] as const;
export type Side = (typeof sides)[number];

/** What may be staked, in minor units. */
export const stakeBounds = { least: 10, most: 500 } as const;

/** Shortest time from the start of one round of a player to the next, in ms (RTS 14D: a casino game that is no slot). */
export const cycleMs = 5000;

/** Of 1000 tosses, those on either side; the others land on the edge: 97 in 100 come back over time. */
const onEachSide = 485;

/** @returns what the coin says: nobody's answer, balance or luck has a part in it */
export function toss(): Side | 'edge' {
  const drawn = randomInt(1000);
  if (drawn < onEachSide) return 'heads';
  return drawn < 2 * onEachSide ? 'tails' : 'edge';
}

/** What comes back, in minor units. */
export function payoutOf(stake: number, side: Side, landed: Side | 'edge'): number {
  return side === landed ? 2 * stake : 0;
}

/** How a call is spoilt: its JSON ends too early, or its signature is of other bytes. */
export type Spoilt = 'broken' | 'forged';

/** What is unusual about a round, decided by the last two digits of its stake. */
export interface CoinScript {
  /** In words, for the pages and the README. */
  meaning: string;
  /** A copy of the bet goes before it that is broken, or signed over other bytes. */
  spoiltFirst?: Spoilt;
  /** How often each call is sent, all at once. */
  copies?: number;
  /** How much later than usual the win leaves, in ms. */
  winDelayMs?: number;
  rollbackFirst?: true;
  /** The answer to the bet is treated as lost: the bet is taken back. */
  loseBetAnswer?: true;
  /** How many good answers to the win are treated as lost. */
  loseWinAnswers?: number;
  /** A prize of the studio and its jackpot come with the round. */
  givesPrizes?: true;
  /** What was won is taken back once it is paid. */
  takesBack?: true;
  /** Whoever wins may stake the same once more, on the same side, before the round is paid. */
  staysOpen?: true;
}

/** The documented scripts, by `stake % 100`. */
export const coinScripts: Readonly<Record<number, CoinScript>> = {
  11: { meaning: 'a bet whose JSON is broken goes before the bet', spoiltFirst: 'broken' },
  12: { meaning: 'a bet that is signed wrongly goes before the bet', spoiltFirst: 'forged' },
  13: { meaning: 'bet and win are each sent three times at once', copies: 3 },
  14: { meaning: 'the win leaves 3 s late', winDelayMs: 3000 },
  15: { meaning: 'the rollback of the bet arrives before the bet', rollbackFirst: true },
  16: { meaning: 'the answer to the bet is lost: the bet is taken back', loseBetAnswer: true },
  17: { meaning: 'the first two answers to the win are lost: it is sent again', loseWinAnswers: 2 },
  18: { meaning: 'a prize of the studio and its jackpot come with the round', givesPrizes: true },
  19: { meaning: 'whoever wins may stake the same once more in the same round', staysOpen: true },
  21: { meaning: 'the win is paid by mistake, and taken back', takesBack: true },
};

const ordinary: CoinScript = { meaning: 'nothing unusual' };

export function coinScriptOf(stake: number): CoinScript {
  return coinScripts[stake % 100] ?? ordinary;
}
