import type { SlotDefinition } from '../slots/definition.js';
import type { WindowWins } from '../slots/evaluate.js';
import type { SpinOutcome } from '../slots/play.js';
import { capital, listOf } from '../text-parts.js';
import { type MoneyWords, plural } from './parts.js';

/** Symbols and groups by what players call them. */
type Names = (id: string) => string;

/** Every spin of a slot's round: what stood, what it paid and why. */
export function slotWords(
  spins: readonly SpinOutcome[],
  definition: SlotDefinition | undefined,
  money: MoneyWords,
): string[] {
  const { symbols = [], groups = [] } = definition ?? {};
  const named = new Map([...symbols, ...groups].map(({ id, name }) => [id, name]));
  const names: Names = (id) => named.get(id) ?? id;
  return spins.flatMap((spin, index) => spinWords(spin, { index, names, money }));
}

function spinWords(
  spin: SpinOutcome,
  { index, names, money }: { index: number; names: Names; money: MoneyWords },
): string[] {
  const title = spin.kind === 'free' ? `Free spin ${index}` : 'The spin';
  const factor = spin.multiplier === 1 ? '' : `, which pays ${spin.multiplier} times as much,`;
  const { cascades = [], bonusWins = [], hold } = spin;
  const wins = [
    ...windowWords(spin, names, money),
    ...cascades.flatMap((step, fall) => {
      const times = step.multiplier === spin.multiplier ? '' : ` (${step.multiplier} times as much)`;
      return [
        `symbols fell for the ${ordinal(fall + 1)} time${times} and left ${rows(step.window, names)}`,
        ...windowWords(step, names, money),
      ];
    }),
    ...scatterWords(spin, money),
    ...bonusWins.map(({ line, prizes, payout }) =>
      line === undefined
        ? `the bonus drew ${listOf(prizes)} times the stake and paid ${money(payout)}`
        : `the bonus of line ${line + 1} drew ${listOf(prizes)} times the line bet and paid ${money(payout)}`,
    ),
    ...(hold
      ? [
          `${plural(hold.coins.length, 'coin')} locked in ${plural(hold.respins, 'respin')}${hold.full ? ' and filled every place' : ''}, which paid ${money(hold.payout)}`,
        ]
      : []),
  ];
  const ends = spin.payout === 0 ? `${title} paid nothing.` : `${title} paid ${money(spin.payout)}.`;
  return [
    `${title}${factor} showed ${rows(spin.window, names)}.`,
    ...wins.map((win) => `${capital(win)}.`),
    ends,
  ];
}

/** A window from the top row to the bottom, each from the left. */
function rows(window: readonly (readonly string[])[], names: Names): string {
  return window.map((row) => row.map(names).join(', ')).join(' / ');
}

function windowWords(
  { lineWins, wayWins = [], clusterWins = [] }: WindowWins,
  names: Names,
  money: MoneyWords,
): string[] {
  return [
    ...lineWins.map(
      ({ line, count, symbol, payout, wildMultiplier, fromRight }) =>
        `line ${line + 1} paid ${money(payout)} for ${count} × ${names(symbol)} from the ${fromRight ? 'right' : 'left'}${wild(wildMultiplier)}`,
    ),
    ...wayWins.map(
      ({ count, symbol, ways, payout }) =>
        `${count} × ${names(symbol)} from the left in ${plural(ways, 'way')} paid ${money(payout)}`,
    ),
    ...clusterWins.map(
      ({ count, symbol, payout, wildMultiplier }) =>
        `${count} × ${names(symbol)} side by side paid ${money(payout)}${wild(wildMultiplier)}`,
    ),
  ];
}

function wild(multiplier: number | undefined): string {
  return multiplier === undefined ? '' : `, ${multiplier} times as much for its wilds`;
}

function scatterWords(
  { scatterCount, scatterPayout, freeSpinsAwarded }: SpinOutcome,
  money: MoneyWords,
): string[] {
  const gave = [
    ...(scatterPayout > 0 ? [`paid ${money(scatterPayout)}`] : []),
    ...(freeSpinsAwarded > 0 ? [`gave ${plural(freeSpinsAwarded, 'free spin')}`] : []),
  ];
  return gave.length === 0 ? [] : [`${plural(scatterCount, 'scatter')} anywhere ${gave.join(' and ')}`];
}

function ordinal(count: number): string {
  return ['first', 'second', 'third'][count - 1] ?? `${count}th`;
}
