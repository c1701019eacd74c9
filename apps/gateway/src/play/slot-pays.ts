import {
  type CountRange,
  ladderOf,
  payTableOf,
  type Prize,
  scatterTableOf,
  type SlotDefinition,
} from '@croupier/game-maths';
import { escaped } from '../docs/pages.js';

/** Everything that a slot pays, in multiples of its own units: symbols, scatters, picks, coins, and the ladder of cascades. */
export function slotPays(definition: SlotDefinition): string {
  return [
    payTable(definition),
    scatters(definition),
    picks(definition),
    coins(definition),
    ladder(definition),
  ].join('\n');
}

function payTable(definition: SlotDefinition): string {
  const { ranges, rows } = payTableOf(definition);
  const { ways, clusters, symbols, bothWays } = definition;
  const unit = ways
    ? `Times a credit, one of ${ways.credits} in a stake, for each way from the left`
    : clusters
      ? `Times a credit, one of ${clusters.credits} in a stake, by the size of the cluster`
      : `Times the line bet, from the left${bothWays ? ' and from the right' : ''}`;
  const wilds = symbols.flatMap(({ name, multiplier = 1 }) =>
    multiplier > 1 ? `<p>Every ${escaped(name)} that is part of a win pays it ${multiplier} times.</p>` : [],
  );
  return `<h2>Pay table</h2>${table({
    caption: unit,
    heads: ['Symbol', ...ranges.map(rangeText)],
    rows: rows.map(({ name, members, values }) => [
      members ? `${name} (${members.join(', ')})` : name,
      ...values.map(valueText),
    ]),
  })}${wilds.join('')}`;
}

function scatters(definition: SlotDefinition): string {
  const scatter = scatterTableOf(definition);
  if (!scatter) return '';
  const { name, ranges, pays, awards } = scatter;
  const { freeSpins, scatterPays } = definition;
  return table({
    caption: `${name}, anywhere in view`,
    heads: [name, ...ranges.map(rangeText)],
    rows: [
      ...(scatterPays ? [['Times the total stake', ...pays.map(valueText)]] : []),
      ...(freeSpins
        ? [[`Free spins, paying ${freeSpins.multiplier} times as much`, ...awards.map(valueText)]]
        : []),
    ],
  });
}

function picks({ bonus, symbols }: SlotDefinition): string {
  if (!bonus) return '';
  const name = symbols.find(({ kind }) => kind === 'bonus')?.name ?? 'bonus symbol';
  const [where, unit] =
    bonus.trigger === 'line' ? ['from the left of a line', 'the line bet'] : ['anywhere', 'the total stake'];
  const ends = bonus.untilBlank ? '; one without a prize ends them' : '';
  return `<h2>Bonus</h2>${table({
    caption: `${bonus.count} ${name} or more ${where}: up to ${bonus.picks} picks${ends}. Each draws one of these anew, in times ${unit}`,
    heads: ['Prize', 'Chance of a pick'],
    rows: prizeRows(bonus.prizes),
  })}`;
}

function coins({ holdAndRespin, symbols, ways, clusters }: SlotDefinition): string {
  if (!holdAndRespin) return '';
  const { count, respins, values, full, blankWeight } = holdAndRespin;
  const name = symbols.find(({ kind }) => kind === 'coin')?.name ?? 'coin';
  const unit = ways || clusters ? 'a credit' : 'the line bet';
  const coinWeight = totalOf(values);
  return `<h2>Respins</h2>${table({
    caption: `${count} ${name} or more in view lock, for ${respins} respins after the last that locks. In each a free cell locks one with a chance of ${coinWeight} in ${coinWeight + blankWeight}; it is worth, in times ${unit}`,
    heads: [name, 'Chance of its value'],
    rows: [...prizeRows(values), ...(full > 0 ? [['Every cell, in addition', valueText(full)]] : [])],
  })}`;
}

function ladder({ cascades }: SlotDefinition): string {
  if (!cascades) return '';
  const steps = ladderOf(cascades);
  return `<h2>Cascades</h2>${table({
    caption: `Symbols that have won vanish, others fall, and what then stands pays again, in up to ${cascades.maximum} windows of a spin`,
    heads: ['Window', ...steps.map(rangeText)],
    rows: [['Pays times', ...steps.map(({ factor }) => valueText(factor))]],
  })}`;
}

const totalOf = (prizes: readonly Prize[]): number => prizes.reduce((sum, { weight }) => sum + weight, 0);

function prizeRows(prizes: readonly Prize[]): string[][] {
  const total = totalOf(prizes);
  return prizes.map(({ multiple, weight }) => [
    multiple === 0 ? 'Nothing' : valueText(multiple),
    `${weight} in ${total}`,
  ]);
}

const rangeText = ({ from, to }: CountRange): string => (from === to ? `${from}` : `${from}–${to}`);

const valueText = (value: number): string => (value === 0 ? '–' : value.toLocaleString('en-GB'));

interface Table {
  readonly caption: string;
  readonly heads: readonly string[];
  /** The first cell names its row. */
  readonly rows: readonly (readonly string[])[];
}

function table({ caption, heads, rows }: Table): string {
  const head = heads.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  const body = rows.map(
    ([name = '', ...cells]) =>
      `<tr><th scope="row">${escaped(name)}</th>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
  );
  return `<table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}
