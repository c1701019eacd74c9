import { type Currency, invariant } from '@croupier/kernel';
import { compare, type Fraction, fraction, fromDecimal } from '../fraction.js';
import { type RouletteDefinition, zerosOf } from './definition.js';
import { rouletteBetKinds, type RouletteBetKind, type Spot, spotsOf } from './layout.js';
import { payoutOf } from './play.js';

/** A kind of bet with what it exactly returns. */
export interface BetReturn {
  readonly kind: RouletteBetKind;
  /** How many numbers it covers. */
  readonly covers: number;
  /** What it wins, to one. */
  readonly pays: number;
  /** Expected payout per unit staked. */
  readonly returns: Fraction;
  /** What the house keeps of a unit staked, on average. */
  readonly edge: Fraction;
}

export interface RouletteReturn {
  /** Return of the least favourable bet: no bet of the layout returns less. */
  readonly fraction: Fraction;
  /** Return of the most favourable bet. */
  readonly best: Fraction;
  readonly bets: readonly BetReturn[];
}

/** What a bet on a spot returns per unit staked: every pocket once, each as likely as the others. */
export function spotReturn(definition: RouletteDefinition, spot: Spot): Fraction {
  // Two units, so that a half that comes back is whole.
  const bet = { ...spot, amount: 2 };
  const paid = definition.wheel.reduce((sum, pocket) => sum + payoutOf(definition, bet, pocket), 0);
  return fraction(BigInt(paid), BigInt(2 * definition.wheel.length));
}

/** Enumerates every bet of the layout over every pocket. Spots of one kind return the same. */
export function exactRouletteReturn(definition: RouletteDefinition): RouletteReturn {
  const spots = spotsOf(zerosOf(definition));
  const bets = rouletteBetKinds.flatMap((kind): BetReturn[] => {
    const spot = spots.find((each) => each.kind === kind);
    if (!spot) return [];
    const returns = spotReturn(definition, spot);
    const edge = fraction(returns.denominator - returns.numerator, returns.denominator);
    return [{ kind, covers: spot.numbers.length, pays: definition.pays[kind] ?? 0, returns, edge }];
  });
  const ordered = bets.map(({ returns }) => returns).sort(compare);
  return { fraction: ordered[0] ?? fraction(0n), best: ordered.at(-1) ?? fraction(0n), bets };
}

/** True if every bet's exact return lies in the band that the definition declares, both ends included. */
export function isRouletteAsDeclared(definition: RouletteDefinition, exact: RouletteReturn): boolean {
  const minimum = fromDecimal(definition.rtp.minimum);
  const maximum = fromDecimal(definition.rtp.maximum);
  if (minimum === undefined || maximum === undefined) return false;
  return compare(exact.fraction, minimum) >= 0 && compare(exact.best, maximum) <= 0;
}

/** A kind of bet as it is shown to players, before they stake. */
export interface BetOffer {
  readonly kind: RouletteBetKind;
  readonly covers: number;
  readonly pays: number;
  /** The exact edge as a fraction in lowest terms: `1/37`. */
  readonly edge: string;
  readonly minimum: { amount: number; currency: Currency };
  readonly maximum: { amount: number; currency: Currency };
}

/** Every bet of the layout with its exact edge and its limits in a currency. */
export function betOffers(definition: RouletteDefinition, currency: Currency): BetOffer[] {
  const limits = definition.limits[currency]?.bets ?? {};
  return exactRouletteReturn(definition).bets.flatMap(({ kind, covers, pays, edge }): BetOffer[] => {
    const range = limits[kind];
    if (!range) return [];
    const [minimum, maximum] = [range.minimum, range.maximum].map((amount) => ({ amount, currency }));
    invariant(minimum && maximum, 'two limits');
    return [{ kind, covers, pays, edge: `${edge.numerator}/${edge.denominator}`, minimum, maximum }];
  });
}
