import { gainByCards } from '../blackjack/by-cards.js';
import type { BlackjackDefinition } from '../blackjack/definition.js';
import { removable } from '../craps/kinds.js';
import { decisionTableOf } from '../decision-tables.js';
import { engineOf } from '../engines.js';
import { toDecimal } from '../fraction.js';
import type { ReturnBounds } from './evidence.js';

/**
 * A round with decisions is taken for one that is played out of a purse of so many times what it begins with: its multiple is what
 * is in the purse afterwards over what was in it before, which no decision changes. No game of ours asks for more: of blackjack
 * eight stakes of four doubled hands, and half a one of insurance.
 */
export const purse = 10;

/**
 * Most that who knows every card seen so far can get more of hands that come of a split than by their totals, per stake of all
 * rounds. Pairs are split in two or three of a hundred rounds, so each would have to bring two hundredths of a stake more.
 */
const splitByCards = 0.0005;

/**
 * Of rounds with decisions, out of their purse: nobody returns more than the best way of playing its best bet does, and how little
 * somebody returns has no bound. Undefined for other games, and for blackjack with more than four hands of a pair, which can
 * cost more than the purse. Of craps, where bets of any amount are added in a round, what it is held against are the bets that
 * nothing changes (`firstBets`). Takes up to two seconds. @throws DefinitionError
 */
export function decidedBounds(definition: unknown): ReturnBounds | undefined {
  const engine = engineOf(definition);
  const table = decisionTableOf(engine.kind);
  if (!table) return undefined;
  const parsed = engine.parse(definition);
  if (engine.kind === 'craps') {
    const first = engine.sheets(parsed).filter(({ bet }) => isFirstBet(bet));
    return { most: outOfPurse(Math.max(...first.map(({ rtp }) => Number(toDecimal(rtp, 15))))) };
  }
  if (mostStaked(engine.kind, parsed) > purse) return undefined;
  const best = Math.max(...engine.sheets(parsed).map(({ rtp }) => Number(toDecimal(rtp, 15))));
  const isByTotals = engine.kind === 'blackjack';
  const beyond = isByTotals ? gainByCards(parsed as BlackjackDefinition) + splitByCards : 0;
  return { most: outOfPurse(best + beyond) };
}

/** Whether a bet of craps can begin a round and stays until it is settled, by the name of its sheet. */
function isFirstBet(bet: string): boolean {
  const kind = bet.replace(/-\d+$/, '');
  return !removable.includes(kind) && !['come', 'dont-come'].includes(kind);
}

/** Of blackjack with what it begins with as one: every hand doubled, and insurance. No other game has raises above its purse. */
function mostStaked(kind: string, definition: unknown): number {
  if (kind !== 'blackjack') return 0;
  const { split, insurance } = definition as BlackjackDefinition;
  return 2 * split.hands + (insurance === 'none' ? 0 : 0.5);
}

/** The multiple out of the purse for what comes back of a stake, less what was staked in addition. */
export function outOfPurse(returned: number): number {
  return 1 + (returned - 1) / purse;
}

/** What comes back of a stake for the multiple out of the purse. */
export function perStake(multiple: number): number {
  return 1 + (multiple - 1) * purse;
}
