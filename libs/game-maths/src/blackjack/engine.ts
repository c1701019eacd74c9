import { invariant } from '@croupier/kernel';
import { type BetSheet, type Chances, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import { type Fraction, fraction } from '../fraction.js';
import { LawBuilder } from '../law.js';
import { partsOf } from '../odds.js';
import { type BlackjackDefinition, parseBlackjackDefinition } from './definition.js';
import { analyse } from './exact.js';
import { blackjackSampler, unitOf } from './sampler.js';

/** The basic strategy of the rules, computed, and every composition of hands that it leads to. */
export const blackjackEngine: Engine<BlackjackDefinition> = {
  kind: 'blackjack',
  parse: parseBlackjackDefinition,

  sheets(definition): BetSheet[] {
    const insurance = insuranceSheet(definition);
    return insurance ? [dealSheet(definition), insurance] : [dealSheet(definition)];
  },

  chances(definition, bet): Chances | undefined {
    if (bet !== 'deal') return undefined;
    const unit = unitOf(definition);
    const chances = new Map<number, number>();
    for (const [result, chance] of analyse(definition).results)
      chances.set(Math.round((1 + result) * unit), chance);
    const basis = 'As variance and hit rate: the hands of one split as independent of each other.';
    return { unit, chances, basis };
  },

  sampler(definition, bet): Sampler {
    if (bet === 'insurance' && definition.insurance !== 'none') {
      const { win, per } = partsOf(definition.insurance);
      const [tens, cards] = insured(definition);
      return { unit: per, next: (random) => (random.below(cards) < tens ? per + win : 0) };
    }
    invariant(bet === 'deal', `this table has no ${bet}`);
    return blackjackSampler(definition);
  },
};

const places = 10n ** 15n;

/** Fifteen digits, of which rounding leaves more than ten sound. */
function toFraction(value: number): Fraction {
  return fraction(BigInt(Math.round(value * Number(places))), places);
}

function dealSheet(definition: BlackjackDefinition): BetSheet {
  const { expectation, results } = analyse(definition);
  let [mean, square, hits, most] = [0, 0, 0, -Infinity];
  for (const [result, chance] of results) {
    mean += result * chance;
    square += result ** 2 * chance;
    if (result > -1) hits += chance;
    most = Math.max(most, result);
  }
  const rtp = toFraction(1 + expectation);
  return {
    bet: 'deal',
    basis:
      'The basic strategy by totals, computed from the rules, without insurance; the return counts every composition of ' +
      'the hands from a fresh shoe, splits too, in doubles of 53 bits. Variance, hit rate and the highest result take the ' +
      'hands of one split as independent of each other.',
    isRounded: true,
    rtp,
    hitRate: toFraction(hits),
    variance: toFraction(square - mean ** 2),
    maximum: { multiple: toFraction(1 + most), probability: toFraction(results.get(most) ?? 0) },
    parts: [{ name: 'deal', rtp }],
  };
}

/** Cards that count ten, of the cards that a player sees nothing of who sees an ace. */
function insured({ decks }: BlackjackDefinition): [number, number] {
  return [16 * decks, 52 * decks - 1];
}

function insuranceSheet(definition: BlackjackDefinition): BetSheet | undefined {
  if (definition.insurance === 'none') return undefined;
  const { win, per } = partsOf(definition.insurance);
  const [tens, cards] = insured(definition);
  const law = new LawBuilder(per);
  law.add(per + win, BigInt(tens));
  law.add(0, BigInt(cards - tens));
  const basis = `Every one of the ${cards} cards that may lie under an ace, each equally likely.`;
  return sheetFromLaw({ bet: 'insurance', basis }, law.build());
}
