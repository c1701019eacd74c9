import { invariant } from '@croupier/kernel';
import { type Faults } from './faults.js';
import { type Fraction, fraction, fromDecimal } from './fraction.js';

const form = {
  pattern: /^0\.(?!0+$)\d{1,4}$/,
  remedy: 'give what the house keeps of one staked as text with up to four decimals, as in "0.01"',
};

/** A declared edge, as a definition writes it: `0.01` keeps 1 % of what is staked. */
export function checkEdge(faults: Faults, path: string, value: unknown): string | undefined {
  return faults.text(path, value, form);
}

/** What comes back on average for one staked. @throws InvariantError if the edge is not decimal text */
export function returnAfter(edge: string): Fraction {
  const kept = fromDecimal(edge);
  invariant(kept !== undefined, `edge ${edge} is decimal text`);
  return fraction(kept.denominator - kept.numerator, kept.denominator);
}
