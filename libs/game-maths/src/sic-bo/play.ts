import { invariant } from '@croupier/kernel';
import { type Odds, winOf } from '../odds.js';
import { type Draw, type RandomSource, ReplayError, ReplayRandom } from '../random.js';
import { sumOf } from '../table-bets.js';
import type { SicBoBet, SicBoSpot } from './bets.js';
import type { EvenKind, SicBoDefinition } from './definition.js';

/** Three dice in the order in which they were drawn, each from 1 to 6. */
export type Dice = readonly [number, number, number];

/** A whole round: plain JSON, all amounts in minor units, payouts with the bet included. */
export interface SicBoOutcome {
  readonly dice: Dice;
  readonly stake: number;
  readonly payout: number;
  readonly bets: readonly (SicBoBet & { readonly payout: number })[];
}

/** Draws three dice, one after the other: each a number below 6, plus one. */
export function drawDice(random: RandomSource): Dice {
  return [random.below(6) + 1, random.below(6) + 1, random.below(6) + 1];
}

/** What a bet on the spot wins, to one; undefined if it loses. */
export function winningOdds(definition: SicBoDefinition, spot: SicBoSpot, dice: Dice): Odds | undefined {
  const { pays } = definition;
  const total = dice[0] + dice[1] + dice[2];
  const matches = (face: number | undefined): number => dice.filter((die) => die === face).length;
  const isTriple = matches(dice[0]) === 3;
  const [first, second] = spot.numbers;
  switch (spot.kind) {
    case 'total':
      return first === total ? pays.total?.[String(total)] : undefined;
    case 'single':
      return pays.single?.[matches(first) - 1];
    case 'double':
      return matches(first) >= 2 ? pays.double : undefined;
    case 'combination':
      return matches(first) > 0 && matches(second) > 0 ? pays.combination : undefined;
    case 'triple':
      return matches(first) === 3 ? pays.triple : undefined;
    case 'any-triple':
      return isTriple ? pays['any-triple'] : undefined;
    default:
      if (isTriple && definition.loseOnTriple.includes(spot.kind)) return undefined;
      return covers(spot.kind, total) ? pays[spot.kind] : undefined;
  }
}

function covers(kind: EvenKind, total: number): boolean {
  if (kind === 'small') return total <= 10;
  if (kind === 'big') return total >= 11;
  return (total % 2 === 1) === (kind === 'odd');
}

/** What one bet returns, the bet included; a lost one nothing. */
export function sicBoPayout(definition: SicBoDefinition, bet: SicBoBet, dice: Dice): number {
  const odds = winningOdds(definition, bet, dice);
  return odds === undefined ? 0 : bet.amount + winOf(bet.amount, odds);
}

export function resolveSicBo(
  definition: SicBoDefinition,
  bets: readonly SicBoBet[],
  dice: Dice,
): SicBoOutcome {
  const resolved = bets.map((bet) => ({ ...bet, payout: sicBoPayout(definition, bet, dice) }));
  const payout = resolved.reduce((sum, bet) => sum + bet.payout, 0);
  invariant(Number.isSafeInteger(payout), `payout ${payout} is not a safe integer of minor units`);
  return { dice, stake: sumOf(bets), payout, bets: resolved };
}

export function playSicBo(
  definition: SicBoDefinition,
  bets: readonly SicBoBet[],
  random: RandomSource,
): SicBoOutcome {
  return resolveSicBo(definition, bets, drawDice(random));
}

/** Derives a round again from its recorded draws. @throws ReplayError unless they fit. */
export function replaySicBo(
  definition: SicBoDefinition,
  bets: readonly SicBoBet[],
  draws: readonly Draw[],
): SicBoOutcome {
  const replay = new ReplayRandom(draws);
  const outcome = playSicBo(definition, bets, replay);
  if (replay.remaining > 0) throw new ReplayError(`the record holds ${replay.remaining} draws too many`);
  return outcome;
}
