import { deepFreeze } from '../deep-freeze.js';
import { type DefinitionFault, GameDefinitionError } from '../definition-error.js';
import type { PublishedDefinition } from '../engine.js';
import { Faults, type JsonObject, show } from '../faults.js';
import { checkOdds, highestOf, type Odds, partsOf, wholeStake } from '../odds.js';
import { checkPublished } from '../published-checks.js';
import { checkHead, checkStakes, type Chips, type LimitsByCurrency } from '../table-limits.js';

/** Totals of two cards that may be doubled: any, or hard ones from the first number to the last. */
export const doubleRules = ['any-two', '8-11', '9-11', '10-11', '11'] as const;

/** Most hands that a pair can become, whatever is staked on them: more are worth less than is told. */
export const mostSplitHands = 8;
const mostDecks = 100;

/** Rules of the house about a second stake on two cards. */
export interface DoubleRule {
  /** Which totals of two cards may be doubled. */
  readonly on: (typeof doubleRules)[number];
  readonly afterSplit: boolean;
}

export interface SplitRule {
  /** Most hands that a player can come to have; 1 if nothing is split. Cards that count ten are a pair. */
  readonly hands: number;
  /** True if aces can be split again, as other pairs can. */
  readonly acesAgain: boolean;
  /** True if a split ace is played on; otherwise each gets one card. */
  readonly hitAces: boolean;
}

/** Blackjack as data; every round is dealt from a fresh shoe. Twenty-one after a split is no blackjack. */
export interface BlackjackDefinition extends PublishedDefinition {
  readonly kind: 'blackjack';
  readonly decks: number;
  readonly dealerSoft17: 'stands' | 'hits';
  /**
   * `peek`: the dealer looks for blackjack before the player acts. Otherwise the second card comes last, and a blackjack
   * takes all stakes, or only the original one and gives back what was added.
   */
  readonly dealerBlackjack: 'peek' | 'takes-all' | 'takes-original';
  readonly blackjackPays: Odds;
  readonly double: DoubleRule;
  readonly split: SplitRule;
  /** Half of the stake comes back for giving up two cards: `late` once the dealer has no blackjack, `early` before. */
  readonly surrender: 'none' | 'late' | 'early';
  /** Odds of a bet of half the stake that the dealer with an ace has blackjack; at most 2:1. */
  readonly insurance: 'none' | Odds;
  readonly chips: Chips;
  readonly limits: LimitsByCurrency<'deal'>;
}

/** As of four hands: what fewer could win more of is bounded alike. */
const leastBound = 8;

const rules = [
  'decks',
  'dealerSoft17',
  'dealerBlackjack',
  'blackjackPays',
  'double',
  'split',
  'surrender',
  'insurance',
];
const members = [
  'kind',
  'id',
  'version',
  'name',
  ...rules,
  'chips',
  'limits',
  'rules',
  'rtp',
  'minimumCycleMs?',
];

/** Checks everything. @throws GameDefinitionError that lists every fault, each with its path and remedy */
export function parseBlackjackDefinition(json: unknown): BlackjackDefinition {
  const faults = checkBlackjack(json);
  if (faults.length > 0) throw new GameDefinitionError('blackjack', faults);
  return deepFreeze(structuredClone(json)) as BlackjackDefinition;
}

function checkBlackjack(json: unknown): DefinitionFault[] {
  const faults = new Faults();
  if (json === undefined) faults.add('$', 'is absent; give the definition as an object');
  const root = faults.object('$', json, members);
  if (root === undefined) return faults.found;
  checkHead(faults, root, 'blackjack');
  faults.integer('decks', root['decks'], { from: 1, to: mostDecks });
  choice(faults, 'dealerSoft17', root['dealerSoft17'], ['stands', 'hits']);
  choice(faults, 'dealerBlackjack', root['dealerBlackjack'], ['peek', 'takes-all', 'takes-original']);
  const pays = checkOdds(faults, 'blackjackPays', root['blackjackPays']);
  const double = faults.object('double', root['double'], ['on', 'afterSplit']);
  choice(faults, 'double.on', double?.['on'], doubleRules);
  choice(faults, 'double.afterSplit', double?.['afterSplit'], [true, false]);
  const split = faults.object('split', root['split'], ['hands', 'acesAgain', 'hitAces']);
  const hands = faults.integer('split.hands', split?.['hands'], { from: 1, to: mostSplitHands }) ?? 1;
  choice(faults, 'split.acesAgain', split?.['acesAgain'], [true, false]);
  choice(faults, 'split.hitAces', split?.['hitAces'], [true, false]);
  choice(faults, 'surrender', root['surrender'], ['none', 'late', 'early']);
  const insurance = checkInsurance(faults, root);
  const odds = [pays, insurance].filter((each) => each !== undefined);
  const halves: Odds[] = root['surrender'] === 'none' ? [] : ['1:2'];
  // Insurance is half a stake at its own odds.
  if (insurance !== undefined) halves.push(`1:${2 * partsOf(insurance).per}`);
  const divisor = wholeStake([...(pays === undefined ? [] : [pays]), ...halves]);
  // Every hand may be doubled.
  const highestPay = Math.max(highestOf(odds), leastBound, 2 * hands);
  checkStakes(faults, root, { bets: ['deal'], highestPay, divisor });
  checkPublished(faults, root['rules'], root['rtp']);
  return faults.found;
}

function checkInsurance(faults: Faults, { insurance }: JsonObject): Odds | undefined {
  if (insurance === 'none') return undefined;
  const odds = checkOdds(faults, 'insurance', insurance);
  if (odds === undefined) return undefined;
  const { win, per } = partsOf(odds);
  if (win > 2 * per)
    return faults.add('insurance', `is ${show(odds)}, which may favour the player; give at most "2:1"`);
  return odds;
}

function choice(faults: Faults, path: string, value: unknown, choices: readonly (string | boolean)[]): void {
  if (value === undefined || choices.some((each) => each === value)) return;
  faults.add(path, `is ${show(value)}; give ${choices.map(show).join(' or ')}`);
}
