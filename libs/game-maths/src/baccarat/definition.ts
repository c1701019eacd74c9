import { deepFreeze } from '../deep-freeze.js';
import { type DefinitionFault, GameDefinitionError } from '../definition-error.js';
import type { PublishedDefinition } from '../engine.js';
import { Faults, show } from '../faults.js';
import { checkOdds, highestOf, type Odds, wholeStake } from '../odds.js';
import { checkPublished } from '../published-checks.js';
import { checkHead, checkStakes, type Chips, type LimitsByCurrency } from '../table-limits.js';

export const baccaratBetKinds = [
  'player',
  'banker',
  'tie',
  'player-pair',
  'banker-pair',
  'either-pair',
  'perfect-pair',
] as const;
export type BaccaratBetKind = (typeof baccaratBetKinds)[number];

/** A win of the banker that pays otherwise: with this total, and with as many cards if that is told. */
export interface BankerException {
  readonly total: number;
  readonly cards?: 2 | 3;
  readonly pays: Odds;
}

/**
 * Baccarat as data; every round is dealt from a fresh shoe, by the standard table of third cards. A tie gives back bets on
 * player and banker.
 */
export interface BaccaratDefinition extends PublishedDefinition {
  readonly kind: 'baccarat';
  readonly decks: number;
  /** The bets that are offered, and their odds. A perfect pair is two cards alike in rank and suit. */
  readonly pays: Readonly<Partial<Record<BaccaratBetKind, Odds>> & Record<'player' | 'banker' | 'tie', Odds>>;
  /** Odds of a perfect pair on both hands at once; the odds of one where absent. */
  readonly bothPerfect?: Odds;
  /** Wins of the banker that pay otherwise; the first that fits decides. */
  readonly bankerExceptions?: readonly BankerException[];
  readonly chips: Chips;
  readonly limits: LimitsByCurrency<BaccaratBetKind>;
}

const members = ['kind', 'id', 'version', 'name', 'decks', 'pays', 'bothPerfect?', 'bankerExceptions?'];
const optionalBets = baccaratBetKinds.slice(3);

/** Checks everything. @throws GameDefinitionError that lists every fault, each with its path and remedy */
export function parseBaccaratDefinition(json: unknown): BaccaratDefinition {
  const faults = checkBaccarat(json);
  if (faults.length > 0) throw new GameDefinitionError('baccarat', faults);
  return deepFreeze(structuredClone(json)) as BaccaratDefinition;
}

function checkBaccarat(json: unknown): DefinitionFault[] {
  const faults = new Faults();
  if (json === undefined) faults.add('$', 'is absent; give the definition as an object');
  const root = faults.object('$', json, [...members, 'chips', 'limits', 'rules', 'rtp', 'minimumCycleMs?']);
  if (root === undefined) return faults.found;
  checkHead(faults, root, 'baccarat');
  const decks = faults.integer('decks', root['decks'], { from: 1, to: 8 });
  const wanted = ['player', 'banker', 'tie', ...optionalBets.map((bet) => `${bet}?`)];
  const pays = Object.entries(faults.object('pays', root['pays'], wanted) ?? {});
  const odds = pays.map(([bet, value]) => checkOdds(faults, `pays.${bet}`, value));
  const bets = pays.map(([bet]) => bet);
  const perfect = bets.includes('perfect-pair');
  if (decks === 1 && perfect) faults.add('pays.perfect-pair', 'never comes with one deck; remove it');
  odds.push(checkOdds(faults, 'bothPerfect', root['bothPerfect']));
  if (root['bothPerfect'] !== undefined && !perfect) {
    faults.add('bothPerfect', 'is of a bet that is not offered; add pays.perfect-pair or remove it');
  }
  odds.push(...checkExceptions(faults, root['bankerExceptions']));
  const sound = odds.filter((each) => each !== undefined);
  checkStakes(faults, root, { bets, highestPay: highestOf(sound), divisor: wholeStake(sound) });
  checkPublished(faults, root['rules'], root['rtp']);
  return faults.found;
}

function checkExceptions(faults: Faults, json: unknown): (Odds | undefined)[] {
  const list = faults.list('bankerExceptions', json, { from: 1, to: 20 }) ?? [];
  return list.map((entry, index) => {
    const path = `bankerExceptions[${index}]`;
    const exception = faults.object(path, entry, ['total', 'cards?', 'pays']);
    faults.integer(`${path}.total`, exception?.['total'], { from: 1, to: 9 });
    const cards = exception?.['cards'];
    if (cards !== undefined && cards !== 2 && cards !== 3) {
      faults.add(`${path}.cards`, `is ${show(cards)}; give 2 or 3, or leave it out for both`);
    }
    return checkOdds(faults, `${path}.pays`, exception?.['pays']);
  });
}

/** All odds that a bet of a kind may be paid at. */
export function oddsOfBet(definition: BaccaratDefinition, kind: BaccaratBetKind): Odds[] {
  const { pays, bothPerfect, bankerExceptions = [] } = definition;
  const others = kind === 'banker' ? bankerExceptions.map((exception) => exception.pays) : [];
  if (kind === 'perfect-pair' && bothPerfect !== undefined) others.push(bothPerfect);
  return [pays[kind], ...others].filter((odds) => odds !== undefined);
}
