import type { DefinitionFault } from '../definition-error.js';
import { cardsOf, type VideoPokerDefinition } from './definition.js';
import { handTableOf } from './hands.js';
import { forEachHand } from './hold-values.js';
import { type PayTable, payTablesOf } from './pay-tables.js';

/** Rows of the pay table that no five cards of the deck are paid by: prizes that players are told of and cannot win. */
export function unreachableRows(definition: VideoPokerDefinition): DefinitionFault[] {
  const faults = payTablesOf(definition).flatMap(unreachableOf);
  // What no number of coins can bring is told once.
  return faults.filter(({ path }, index) => faults.findIndex((fault) => fault.path === path) === index);
}

function unreachableOf(definition: PayTable): DefinitionFault[] {
  const { pays, coins } = definition;
  const paid = handsByRow(definition);
  return pays.flatMap((_, index) => {
    if (paid[index] !== 0) return [];
    const instead = rowsInstead(definition, index).map((at) => pays[at]?.id ?? '');
    const staked = coins === 1 ? '' : `, with ${coins} coins,`;
    const message =
      instead.length === 0
        ? 'is a hand that no five cards of this deck make; remove it, or add the wild cards that it needs'
        : `is${staked} never paid, because every hand that fits it is paid as ${instead.join(', ')}; remove it, or let it pay more`;
    return [{ path: `pays[${index}]`, message }];
  });
}

function handsByRow(definition: PayTable): Int32Array {
  const table = handTableOf(definition);
  const counts = new Int32Array(definition.pays.length + 1);
  forEachHand(cardsOf(definition), (a, b, c, d, e) => {
    const row = table.rowOf(a, b, c, d, e);
    counts[row] = (counts[row] ?? 0) + 1;
  });
  return counts;
}

/** The rows by which the hands that fit a row are paid. */
function rowsInstead(definition: PayTable, index: number): number[] {
  const table = handTableOf(definition);
  const alone = handTableOf({ ...definition, pays: definition.pays.slice(index, index + 1) });
  const rows = new Set<number>();
  forEachHand(cardsOf(definition), (a, b, c, d, e) => {
    if (alone.rowOf(a, b, c, d, e) === 0) rows.add(table.rowOf(a, b, c, d, e));
  });
  return [...rows].sort((left, right) => left - right);
}
