import { type Currency, invariant } from '@croupier/kernel';
import { type Draw, type RandomSource, ReplayError, ReplayRandom } from '../random.js';
import { type BetRequest, placeBets, type PlacedBets, sumOf, type TableBet } from '../table-bets.js';
import { type DiceBetKind, type DiceDefinition, dicePays } from './definition.js';

/** `numbers` holds one: on how many outcomes the bet wins. */
export type DiceBet = TableBet<DiceBetKind>;

/** A whole round: plain JSON, all amounts in minor units, payouts with the bet included. */
export interface DiceOutcome {
  readonly outcome: number;
  readonly stake: number;
  readonly payout: number;
  readonly bets: readonly (DiceBet & { readonly payout: number })[];
}

/** Checks bets against the definition; those on the same side and target become one. */
export function checkDiceBets(
  definition: DiceDefinition,
  currency: Currency,
  requests: readonly BetRequest<DiceBetKind>[],
): PlacedBets<DiceBetKind> {
  const { from, to, step } = definition.targets;
  const layout = {
    limits: definition.limits,
    find: (kind: DiceBetKind, numbers: readonly number[] = []) => {
      const [target = 0] = numbers;
      const offered = target >= from && target <= to && (target - from) % step === 0;
      return offered && numbers.length === 1 ? { kind, numbers: [target] } : undefined;
    },
    hint: () => `A target is a count of outcomes from ${from} to ${to} in steps of ${step}.`,
  };
  return placeBets(layout, currency, requests);
}

/** What one bet returns, the bet included; a lost one nothing. */
export function dicePayout(
  definition: DiceDefinition,
  { kind, numbers, amount }: DiceBet,
  outcome: number,
): number {
  const [target = 0] = numbers;
  const place = kind === 'under' ? outcome : definition.outcomes - 1 - outcome;
  if (place >= target) return 0;
  invariant(amount % definition.grid === 0, `${amount} returns a whole number of minor units`);
  return (amount / definition.grid) * dicePays(definition, target);
}

export function resolveDice(
  definition: DiceDefinition,
  bets: readonly DiceBet[],
  outcome: number,
): DiceOutcome {
  const resolved = bets.map((bet) => ({ ...bet, payout: dicePayout(definition, bet, outcome) }));
  const payout = resolved.reduce((sum, bet) => sum + bet.payout, 0);
  invariant(Number.isSafeInteger(payout), `payout ${payout} is not a safe integer of minor units`);
  return { outcome, stake: sumOf(bets), payout, bets: resolved };
}

/** Draws one number below the count of outcomes; it settles every bet. */
export function playDice(
  definition: DiceDefinition,
  bets: readonly DiceBet[],
  random: RandomSource,
): DiceOutcome {
  return resolveDice(definition, bets, random.below(definition.outcomes));
}

/** Derives a round again from its recorded draw. @throws ReplayError unless it fits. */
export function replayDice(
  definition: DiceDefinition,
  bets: readonly DiceBet[],
  draws: readonly Draw[],
): DiceOutcome {
  const replay = new ReplayRandom(draws);
  const outcome = playDice(definition, bets, replay);
  if (replay.remaining > 0) throw new ReplayError(`the record holds ${replay.remaining} draws too many`);
  return outcome;
}
