import { deepFreeze } from '../deep-freeze.js';
import { type DefinitionFault, GameDefinitionError } from '../definition-error.js';
import type { PublishedDefinition } from '../engine.js';
import { Faults, show } from '../faults.js';
import { checkOdds, highestOf, type Odds, partsOf, wholeStake } from '../odds.js';
import { checkPublished } from '../published-checks.js';
import {
  checkHead,
  checkRoomToRaise,
  checkStakes,
  type Chips,
  type LimitsByCurrency,
} from '../table-limits.js';

export const warBets = ['war', 'tie'] as const;
export type WarBet = (typeof warBets)[number];

/**
 * Casino war as data, from a fresh shoe. The higher card wins even money. On a tie the player gives up half of the bet, or
 * goes to war: he stakes as much again, and each side gets one card more. A win in the war pays even money on the raise
 * and gives the first bet back. Where nothing can be given up, the war can be fought for the bet alone: it comes back with
 * a win, and is lost otherwise; so nobody has to stake more.
 */
export interface CasinoWarDefinition extends PublishedDefinition {
  readonly kind: 'casino-war';
  readonly decks: number;
  /** Whether a tie may be given up for half of the bet; otherwise there is war, with a raise or for the bet alone. */
  readonly surrender: boolean;
  /** Cards laid aside, unseen, before each side's card in a war. */
  readonly burn: number;
  /** What the first bet wins too when the war ties as well: `0:1` if nothing but a win. */
  readonly secondTieBonus: Odds;
  /** The side bet that the first cards tie; not offered where absent. */
  readonly tiePays?: Odds;
  readonly chips: Chips;
  readonly limits: LimitsByCurrency<WarBet>;
}

const members = ['kind', 'id', 'version', 'name', 'decks', 'surrender', 'burn', 'secondTieBonus', 'tiePays?'];

/** Checks everything. @throws GameDefinitionError that lists every fault, each with its path and remedy */
export function parseCasinoWarDefinition(json: unknown): CasinoWarDefinition {
  const faults = checkWar(json);
  if (faults.length > 0) throw new GameDefinitionError('casino war', faults);
  return deepFreeze(structuredClone(json)) as CasinoWarDefinition;
}

function checkWar(json: unknown): DefinitionFault[] {
  const faults = new Faults();
  if (json === undefined) faults.add('$', 'is absent; give the definition as an object');
  const root = faults.object('$', json, [...members, 'chips', 'limits', 'rules', 'rtp', 'minimumCycleMs?']);
  if (root === undefined) return faults.found;
  checkHead(faults, root, 'casino-war');
  faults.integer('decks', root['decks'], { from: 1, to: 8 });
  const { surrender } = root;
  if (surrender !== undefined && typeof surrender !== 'boolean') {
    faults.add('surrender', `is ${show(surrender)}; give true or false`);
  }
  faults.integer('burn', root['burn'], { from: 0, to: 3 });
  const bonus = checkOdds(faults, 'secondTieBonus', root['secondTieBonus']);
  const tie = checkOdds(faults, 'tiePays', root['tiePays']);
  const odds = [bonus, tie].filter((each) => each !== undefined);
  const bets = root['tiePays'] === undefined ? ['war'] : [...warBets];
  const divisor = wholeStake(surrender === true ? [...odds, '1:2'] : odds);
  checkStakes(faults, root, { bets, highestPay: highestOf(odds) + 2, divisor });
  checkRoomToRaise(faults, root, 'war');
  checkPublished(faults, root['rules'], root['rtp']);
  return faults.found;
}

/** The smallest stake of which every result is whole. */
export function wholeWar({ secondTieBonus, tiePays, surrender }: CasinoWarDefinition): number {
  const odds = tiePays === undefined ? [secondTieBonus] : [secondTieBonus, tiePays];
  return wholeStake(surrender ? [...odds, '1:2'] : odds);
}

export function bonusOf({ secondTieBonus }: CasinoWarDefinition, amount: number): number {
  const { win, per } = partsOf(secondTieBonus);
  return (amount / per) * win;
}
