import { cardOf, joker, type RankName, rankNames } from '../cards/cards.js';
import { deepFreeze } from '../deep-freeze.js';
import { type DefinitionFault, GameDefinitionError } from '../definition-error.js';
import type { PublishedDefinition } from '../engine.js';
import { Faults, kebab, show } from '../faults.js';
import { checkPublished } from '../published-checks.js';
import { checkHead, checkStakes, type Chips, type LimitsByCurrency } from '../table-limits.js';

/** What a row of the pay table asks of five cards; a better hand that fits the words fits too. */
export const handCategories = [
  'royal-flush',
  'straight-flush',
  'five-of-a-kind',
  'four-of-a-kind',
  'full-house',
  'flush',
  'straight',
  'three-of-a-kind',
  'two-pair',
  'pair',
] as const;
export type HandCategory = (typeof handCategories)[number];

/** A card by its name, such as `Js`, or all four of a rank by that of the rank. */
export type WildName = RankName | `${RankName}${'c' | 'd' | 'h' | 's'}`;

/** A row of the pay table. Of the rows that fit the one that pays most is paid, of equal ones the first. */
export interface PayRow<Pays = number | readonly number[]> {
  /** Kebab case. */
  readonly id: string;
  readonly category: HandCategory;
  /** Ranks that the pair, the three, the four or the five may have; any if left out. */
  readonly ranks?: readonly RankName[];
  /** Ranks that the fifth card beside a four of a kind may have; any if left out. */
  readonly kicker?: readonly RankName[];
  /** How many wild cards the hand has, exactly; any number if left out. */
  readonly wilds?: number;
  /** Times the stake, the stake included; a list says how many coins one, two and more coins bring. */
  readonly pays: Pays;
}

/** Video poker as data: five cards, any of which are held, and a draw for the others. */
export interface VideoPokerDefinition extends PublishedDefinition {
  readonly kind: 'video-poker';
  /** Jokers in the deck, which are wild. */
  readonly jokers: 0 | 1 | 2;
  readonly wilds: readonly WildName[];
  /** The most coins of a deal, where what rows pay depends on their number; a coin is the step of the limits. */
  readonly coins?: number;
  readonly pays: readonly PayRow[];
  readonly chips: Chips;
  readonly limits: LimitsByCurrency<'deal'>;
}

const members = [
  'kind',
  'id',
  'version',
  'name',
  'jokers',
  'wilds',
  'coins?',
  'pays',
  'chips',
  'limits',
  'rules',
  'rtp',
  'minimumCycleMs?',
];
const highestPay = 100_000;
const mostCoins = 20;
const mostWilds = 16;
const withRanks: readonly HandCategory[] = ['five-of-a-kind', 'four-of-a-kind', 'three-of-a-kind', 'pair'];

/** Checks everything. @throws GameDefinitionError that lists every fault, each with its path and remedy */
export function parseVideoPokerDefinition(json: unknown): VideoPokerDefinition {
  const faults = checkVideoPoker(json);
  if (faults.length > 0) throw new GameDefinitionError('video poker', faults);
  return deepFreeze(structuredClone(json)) as VideoPokerDefinition;
}

/** How many cards are dealt from; jokers are the last of them. */
export function cardsOf({ jokers }: Pick<VideoPokerDefinition, 'jokers'>): number {
  return joker + jokers;
}

function checkVideoPoker(json: unknown): DefinitionFault[] {
  const faults = new Faults();
  if (json === undefined) faults.add('$', 'is absent; give the definition as an object');
  const root = faults.object('$', json, members);
  if (root === undefined) return faults.found;
  checkHead(faults, root, 'video-poker');
  const jokers = faults.integer('jokers', root['jokers'], { from: 0, to: 2 }) ?? 0;
  const wilds = jokers + checkWilds(faults, root['wilds']);
  const coins = faults.integer('coins', root['coins'], { from: 2, to: mostCoins });
  const highest = checkPays(faults, root['pays'], { wilds, coins });
  checkStakes(faults, root, { bets: ['deal'], highestPay: highest, divisor: 1 });
  if (coins !== undefined) checkCoins(faults, root['limits'], coins);
  checkPublished(faults, root['rules'], root['rtp']);
  return faults.found;
}

/** @returns how many cards are wild */
function checkWilds(faults: Faults, json: unknown): number {
  const names = faults.list('wilds', json, { from: 0, to: mostWilds }) ?? [];
  let cards = 0;
  for (const [index, name] of names.entries()) {
    const path = `wilds[${index}]`;
    const isRank = rankNames.some((rank) => rank === name);
    const isCard = typeof name === 'string' && name !== 'joker' && cardOf(name) !== undefined;
    if (!isRank && !isCard)
      faults.add(path, `is ${show(name)}; give a rank, one of ${rankNames.join(', ')}, or a card, as in Js`);
    else if (names.indexOf(name) < index) faults.add(path, `is ${show(name)} again; list each once`);
    else if (isCard && names.includes(name.charAt(0)))
      faults.add(path, `is ${show(name)}, and all of its rank are wild already; remove it`);
    cards += isRank ? 4 : 1;
  }
  return cards;
}

/** That every stake is a whole number of coins that the pay table knows. */
function checkCoins(faults: Faults, json: unknown, coins: number): void {
  for (const [currency, limits] of Object.entries((json ?? {}) as Partial<LimitsByCurrency<string>>)) {
    const [step, most] = [limits?.step, limits?.bets?.['deal']?.maximum];
    if (typeof step !== 'number' || typeof most !== 'number' || most <= coins * step) continue;
    const message = `is ${most}, more than ${coins} coins of the step; give at most ${coins * step}`;
    faults.add(`limits.${currency}.bets.deal.maximum`, message);
  }
}

/** @returns how many ranks there are */
function checkRanks(
  faults: Faults,
  { path, json, least, most }: { path: string; json: unknown; least: number; most: number },
): number {
  const ranks = faults.list(path, json, { from: least, to: most }) ?? [];
  for (const [index, rank] of ranks.entries()) {
    if (!rankNames.some((name) => name === rank)) {
      faults.add(`${path}[${index}]`, `is ${show(rank)}; give one of ${rankNames.join(', ')}`);
    } else if (ranks.indexOf(rank) < index) {
      faults.add(`${path}[${index}]`, `is ${show(rank)} again; list each rank once`);
    }
  }
  return ranks.length;
}

/** @returns the highest pay of a stake */
function checkPays(
  faults: Faults,
  json: unknown,
  { wilds, coins }: { wilds: number; coins: number | undefined },
): number {
  const rows = faults.list('pays', json, { from: 1, to: 30 }) ?? [];
  const ids = new Set<unknown>();
  let highest = 1;
  for (const [index, entry] of rows.entries()) {
    const path = `pays[${index}]`;
    const row = faults.object(path, entry, ['id', 'category', 'ranks?', 'kicker?', 'wilds?', 'pays']);
    const id = faults.text(`${path}.id`, row?.['id'], kebab);
    if (id !== undefined && ids.has(id))
      faults.add(`${path}.id`, `${show(id)} is repeated; give each row its own`);
    ids.add(id);
    const category = row?.['category'];
    if (category !== undefined && !handCategories.some((each) => each === category)) {
      faults.add(`${path}.category`, `is ${show(category)}; give one of ${handCategories.join(', ')}`);
    }
    checkConditions(faults, path, row ?? {});
    faults.integer(`${path}.wilds`, row?.['wilds'], { from: 0, to: Math.min(5, wilds) });
    highest = Math.max(highest, checkPay(faults, `${path}.pays`, { pays: row?.['pays'], coins }));
  }
  return highest;
}

/** @returns what a row pays of a stake at most, rounded up */
function checkPay(
  faults: Faults,
  path: string,
  { pays, coins }: { pays: unknown; coins: number | undefined },
): number {
  if (!Array.isArray(pays)) return faults.integer(path, pays, { from: 1, to: highestPay }) ?? 1;
  if (coins === undefined) {
    faults.add(path, 'is a list; say with "coins" how many may be staked, or give one number');
    return 1;
  }
  const list = faults.list(path, pays, { from: coins, to: coins }) ?? [];
  const ofStake = list.map((each, index) => {
    const total = faults.integer(`${path}[${index}]`, each, { from: 1, to: highestPay }) ?? 1;
    return Math.ceil(total / (index + 1));
  });
  return Math.max(1, ...ofStake);
}

function checkConditions(faults: Faults, path: string, row: Readonly<Record<string, unknown>>): void {
  const { category, ranks, kicker } = row;
  if (ranks !== undefined) {
    checkRanks(faults, { path: `${path}.ranks`, json: ranks, least: 1, most: 13 });
    if (!withRanks.some((each) => each === category)) {
      faults.add(
        `${path}.ranks`,
        `is of a category without a rank; give them to ${withRanks.join(', ')} alone`,
      );
    }
  }
  if (kicker === undefined) return;
  checkRanks(faults, { path: `${path}.kicker`, json: kicker, least: 1, most: 13 });
  if (category !== 'four-of-a-kind')
    faults.add(`${path}.kicker`, 'is not beside a four of a kind; remove it');
}
