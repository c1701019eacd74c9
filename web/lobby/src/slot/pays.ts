import {
  type CountRange,
  ladderOf,
  payTableOf,
  scatterTableOf,
} from '../../../../libs/game-maths/src/slots/pay-table.js';
import { gameTexts } from '../texts/games.js';
import { money, type MoneyValue } from '../texts/formats.js';
import { creditsOf, type Prize, type SlotDefinition } from './model.js';

const t = gameTexts.slot;

/** A table of what a game pays, in words and amounts. */
export interface PaysPart {
  title: string;
  lead: string;
  heads: string[];
  rows: PaysRow[];
  notes: string[];
}

export interface PaysRow {
  /** Of the symbol that is drawn beside the name, if there is one. */
  symbol?: string;
  name: string;
  cells: string[];
}

/** All that a definition pays, at one stake: symbols and groups, scatters, picks, coins, and the ladder of cascades. */
export function paysAt(definition: SlotDefinition, stake: MoneyValue): PaysPart[] {
  const amounts = amountsAt(definition, stake);
  return [
    linePays(definition, amounts),
    ...scatterPays(definition, amounts),
    ...bonusPays(definition, amounts),
    ...holdPays(definition, amounts),
    ...cascadePays(definition),
  ];
}

interface Amounts {
  stake: string;
  /** What a multiple of the line bet or credit is, and one of the whole stake; a dash for nothing. */
  ofBet: (multiple: number) => string;
  ofStake: (multiple: number) => string;
}

function amountsAt(definition: SlotDefinition, stake: MoneyValue): Amounts {
  const credits = creditsOf(definition);
  const shown = (amount: number): string => (amount > 0 ? money({ ...stake, amount }) : '—');
  return {
    stake: money(stake),
    ofBet: (multiple) => shown((multiple * stake.amount) / credits),
    ofStake: (multiple) => shown(multiple * stake.amount),
  };
}

function linePays(definition: SlotDefinition, { stake, ofBet }: Amounts): PaysPart {
  const { ranges, rows } = payTableOf(definition);
  const { ways, clusters, symbols, bothWays } = definition;
  const lineLead = bothWays ? t.bothWaysLead : t.paytableLead;
  const head = clusters ? t.together : t.inARow;
  return {
    title: t.paytable,
    lead: clusters ? t.clustersLead(stake) : ways ? t.waysLead(stake) : lineLead(stake),
    heads: [t.symbol, ...ranges.map((range) => head(rangeText(range)))],
    rows: rows.map(({ id, name, members, values }) => ({
      ...(members ? { name: `${name} (${members.join(', ')})` } : { symbol: id, name }),
      cells: values.map(ofBet),
    })),
    notes: symbols.flatMap(({ name, multiplier = 1 }) =>
      multiplier > 1 ? [t.wildFactor(name, multiplier)] : [],
    ),
  };
}

function scatterPays(definition: SlotDefinition, { stake, ofStake }: Amounts): PaysPart[] {
  const scatter = scatterTableOf(definition);
  if (!scatter) return [];
  const { id, name, ranges, pays, awards } = scatter;
  const { freeSpins } = definition;
  const rows = [
    { name: t.pays, cells: pays.map(ofStake), isThere: definition.scatterPays !== undefined },
    {
      name: t.awards(freeSpins?.multiplier ?? 1),
      cells: awards.map((count) => (count > 0 ? String(count) : '—')),
      isThere: freeSpins !== undefined,
    },
  ];
  return [
    {
      ...{ title: name, lead: t.scatterLead(stake), notes: [] },
      heads: [t.symbol, ...ranges.map((range) => t.anywhere(rangeText(range)))],
      rows: rows.flatMap(({ isThere, ...row }) => (isThere ? [{ symbol: id, ...row }] : [])),
    },
  ];
}

function bonusPays({ bonus, symbols }: SlotDefinition, { ofBet, ofStake }: Amounts): PaysPart[] {
  if (!bonus) return [];
  const anywhere = bonus.trigger === 'anywhere';
  const name = nameOfKind(symbols, 'bonus');
  return [
    {
      title: t.bonusTitle,
      lead: t.bonusLead({ ...bonus, name, anywhere, blank: bonus.untilBlank }),
      heads: [t.prize, t.chance],
      rows: prizeRows(bonus.prizes, anywhere ? ofStake : ofBet),
      notes: [],
    },
  ];
}

function holdPays({ holdAndRespin, symbols }: SlotDefinition, { ofBet }: Amounts): PaysPart[] {
  if (!holdAndRespin) return [];
  const { values, full, blankWeight } = holdAndRespin;
  const coins = totalOf(values);
  const name = nameOfKind(symbols, 'coin');
  return [
    {
      title: t.holdTitle,
      lead: t.holdLead({ ...holdAndRespin, name, chance: t.chanceOf(coins, coins + blankWeight) }),
      heads: [name, t.coinChance],
      rows: [...prizeRows(values, ofBet), ...(full > 0 ? [{ name: t.full, cells: [ofBet(full)] }] : [])],
      notes: [],
    },
  ];
}

function cascadePays({ cascades }: SlotDefinition): PaysPart[] {
  if (!cascades) return [];
  const steps = ladderOf(cascades);
  return [
    {
      ...{ title: t.cascadeTitle, lead: t.cascadeLead(cascades.maximum), notes: [] },
      heads: [t.window, ...steps.map(rangeText)],
      rows: [{ name: t.pays, cells: steps.map(({ factor }) => t.times(factor)) }],
    },
  ];
}

const totalOf = (prizes: readonly Prize[]): number => prizes.reduce((sum, { weight }) => sum + weight, 0);

function prizeRows(prizes: readonly Prize[], amount: (multiple: number) => string): PaysRow[] {
  const total = totalOf(prizes);
  return prizes.map(({ multiple, weight }) => ({
    name: multiple === 0 ? t.noPrize : amount(multiple),
    cells: [t.chanceOf(weight, total)],
  }));
}

function nameOfKind(symbols: SlotDefinition['symbols'], kind: string): string {
  return symbols.find((symbol) => symbol.kind === kind)?.name ?? kind;
}

function rangeText({ from, to }: CountRange): string {
  return from === to ? String(from) : `${from}–${to}`;
}
