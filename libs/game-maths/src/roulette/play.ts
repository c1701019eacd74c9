import { invariant } from '@croupier/kernel';
import { type Draw, type RandomSource, ReplayError, ReplayRandom } from '../random.js';
import type { RouletteBet } from './bets.js';
import type { RouletteDefinition } from './definition.js';
import { isEvenMoney, isZero } from './layout.js';

/** A bet after the ball has come to rest; the payout is in minor units with the bet included. */
export interface ResolvedBet extends RouletteBet {
  readonly payout: number;
}

/** A whole round: plain JSON, all amounts in minor units. */
export interface RouletteOutcome {
  readonly pocket: number;
  readonly stake: number;
  readonly payout: number;
  readonly bets: readonly ResolvedBet[];
}

/** Draws a pocket: one number below the count of pockets, counted clockwise from the first of the definition. */
export function drawPocket({ wheel }: RouletteDefinition, random: RandomSource): number {
  const pocket = wheel[random.below(wheel.length)];
  invariant(pocket !== undefined, 'a draw below the count is a place on the wheel');
  return pocket;
}

/** What one bet returns, the bet included; a lost one nothing. */
export function payoutOf(definition: RouletteDefinition, bet: RouletteBet, pocket: number): number {
  const pays = definition.pays[bet.kind];
  invariant(pays !== undefined, `${bet.kind} has a pay`);
  if (bet.numbers.includes(pocket)) return bet.amount * (pays + 1);
  if (definition.zero !== 'la-partage' || !isZero(pocket) || !isEvenMoney(bet.kind)) return 0;
  invariant(bet.amount % 2 === 0, 'under la partage every bet is even');
  return bet.amount / 2;
}

export function resolveBets(
  definition: RouletteDefinition,
  bets: readonly RouletteBet[],
  pocket: number,
): RouletteOutcome {
  const resolved = bets.map((bet) => ({ ...bet, payout: payoutOf(definition, bet, pocket) }));
  const [stake, payout] = resolved.reduce(([s, p], bet) => [s + bet.amount, p + bet.payout], [0, 0]);
  invariant(Number.isSafeInteger(payout), `payout ${payout} is not a safe integer of minor units`);
  return { pocket, stake: stake ?? 0, payout: payout ?? 0, bets: resolved };
}

export function playRoulette(
  definition: RouletteDefinition,
  bets: readonly RouletteBet[],
  random: RandomSource,
): RouletteOutcome {
  return resolveBets(definition, bets, drawPocket(definition, random));
}

/** Derives a round again from its recorded draw. @throws ReplayError unless it fits. */
export function replayRoulette(
  definition: RouletteDefinition,
  bets: readonly RouletteBet[],
  draws: readonly Draw[],
): RouletteOutcome {
  const replay = new ReplayRandom(draws);
  const outcome = playRoulette(definition, bets, replay);
  if (replay.remaining > 0) throw new ReplayError(`the record holds ${replay.remaining} draws too many`);
  return outcome;
}
