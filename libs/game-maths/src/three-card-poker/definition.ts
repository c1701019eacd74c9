import { type RankName, rankNames } from '../cards/cards.js';
import { deepFreeze } from '../deep-freeze.js';
import { type DefinitionFault, GameDefinitionError } from '../definition-error.js';
import type { PublishedDefinition } from '../engine.js';
import { Faults, show } from '../faults.js';
import { checkPublished } from '../published-checks.js';
import {
  checkHead,
  checkRoomToRaise,
  checkStakes,
  type Chips,
  type LimitsByCurrency,
} from '../table-limits.js';

/** Hands of three cards from the best to the least that a pay table can name. */
export const threeCardHands = ['straight-flush', 'three-of-a-kind', 'straight', 'flush', 'pair'] as const;
export type ThreeCardHand = (typeof threeCardHands)[number];

export const threeCardBets = ['ante', 'pair-plus'] as const;
export type ThreeCardBet = (typeof threeCardBets)[number];

/** What hands win, to one; a hand that is left out wins nothing. */
export type ThreeCardPays = Readonly<Partial<Record<ThreeCardHand, number>>>;

/**
 * Three card poker as data, from one fresh deck. A raise is as much as the ante. If the dealer does not qualify, the ante
 * wins even money and the raise comes back; an equal hand gives both back.
 */
export interface ThreeCardDefinition extends PublishedDefinition {
  readonly kind: 'three-card-poker';
  /** The least high card of a dealer's hand without a pair that plays. */
  readonly dealerQualifies: RankName;
  /** Paid on the ante for the player's own hand, whatever the dealer has, if he raises. */
  readonly anteBonus: ThreeCardPays;
  /** Paid for the player's own hand, whatever he does; the bet is not offered where absent. */
  readonly pairPlus?: ThreeCardPays;
  readonly chips: Chips;
  readonly limits: LimitsByCurrency<ThreeCardBet>;
}

const members = ['kind', 'id', 'version', 'name', 'dealerQualifies', 'anteBonus', 'pairPlus?'];
const highestPay = 1000;

/** Checks everything. @throws GameDefinitionError that lists every fault, each with its path and remedy */
export function parseThreeCardDefinition(json: unknown): ThreeCardDefinition {
  const faults = checkThreeCard(json);
  if (faults.length > 0) throw new GameDefinitionError('three card poker', faults);
  return deepFreeze(structuredClone(json)) as ThreeCardDefinition;
}

function checkThreeCard(json: unknown): DefinitionFault[] {
  const faults = new Faults();
  if (json === undefined) faults.add('$', 'is absent; give the definition as an object');
  const root = faults.object('$', json, [...members, 'chips', 'limits', 'rules', 'rtp', 'minimumCycleMs?']);
  if (root === undefined) return faults.found;
  checkHead(faults, root, 'three-card-poker');
  const qualifies = root['dealerQualifies'];
  if (qualifies !== undefined && !rankNames.some((name) => name === qualifies)) {
    faults.add('dealerQualifies', `is ${show(qualifies)}; give one of ${rankNames.join(', ')}`);
  }
  const bonus = checkPays(faults, 'anteBonus', root['anteBonus']);
  const plus = checkPays(faults, 'pairPlus', root['pairPlus']);
  const bets = root['pairPlus'] === undefined ? ['ante'] : [...threeCardBets];
  // An ante may win itself, its raise and its bonus.
  checkStakes(faults, root, { bets, highestPay: Math.max(bonus + 3, plus), divisor: 1 });
  checkRoomToRaise(faults, root, 'ante');
  checkPublished(faults, root['rules'], root['rtp']);
  return faults.found;
}

/** @returns the highest pay */
function checkPays(faults: Faults, path: string, json: unknown): number {
  const pays =
    faults.object(
      path,
      json,
      threeCardHands.map((hand) => `${hand}?`),
    ) ?? {};
  const values = threeCardHands.map((hand) =>
    faults.integer(`${path}.${hand}`, pays[hand], { from: 1, to: highestPay }),
  );
  return Math.max(0, ...values.filter((value) => value !== undefined));
}
