import { invariant } from '@croupier/kernel';
import { add, type Fraction, fraction, multiply } from './fraction.js';
import { type Law, LawBuilder } from './law.js';

/** One of equally likely courses of a step: on to a state, or to the end with a payout in units. */
export type Course = { readonly to: number } | { readonly payout: number };

type Row = Map<string, Fraction>;

const one = fraction(1n);
const noRow: Row = new Map();

/**
 * The exact law of a bet that lasts several steps: an absorbing chain. Every state lists its courses, each as likely as
 * the others of its state; play begins in state 0. States are removed one after the other, those that led to one then
 * leading where it led. @throws InvariantError if there is a state from which play never ends
 */
export function lawOfChain(states: readonly (readonly Course[])[], unit: number): Law {
  const rows = states.map(rowOf);
  for (let removed = rows.length - 1; removed >= 0; removed -= 1) {
    const row = withoutLoop(rows[removed] ?? noRow, removed);
    for (const other of rows.slice(0, removed)) redirect(other, stateKey(removed), row);
    rows[removed] = row;
  }
  return lawOf(rows[0] ?? noRow, unit);
}

const stateKey = (state: number): string => `state ${state}`;
const payoutKey = (payout: number): string => String(payout);

function rowOf(courses: readonly Course[]): Row {
  const row: Row = new Map();
  const each = fraction(1n, BigInt(courses.length));
  for (const course of courses) {
    gain(row, 'to' in course ? stateKey(course.to) : payoutKey(course.payout), each);
  }
  return row;
}

function gain(row: Row, key: string, weight: Fraction): void {
  row.set(key, add(row.get(key) ?? fraction(0n), weight));
}

/** Staying is waiting: what else happens keeps its proportions and sums to one. */
function withoutLoop(row: Row, state: number): Row {
  const loop = row.get(stateKey(state)) ?? fraction(0n);
  const leaving = add(one, fraction(-loop.numerator, loop.denominator));
  invariant(leaving.numerator > 0n, `play never ends in state ${state}`);
  const scale = fraction(leaving.denominator, leaving.numerator);
  const others = [...row].filter(([key]) => key !== stateKey(state));
  return new Map(others.map(([key, weight]) => [key, multiply(weight, scale)]));
}

function redirect(row: Row, removed: string, onward: Row): void {
  const weight = row.get(removed);
  if (weight === undefined) return;
  row.delete(removed);
  for (const [key, share] of onward) gain(row, key, multiply(weight, share));
}

function lawOf(results: Row, unit: number): Law {
  const total = [...results.values()].reduce((product, { denominator }) => product * denominator, 1n);
  const law = new LawBuilder(unit);
  for (const [payout, { numerator, denominator }] of results) {
    law.add(Number(payout), (numerator * total) / denominator);
  }
  return law.build();
}
