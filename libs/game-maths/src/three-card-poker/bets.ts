import type { Currency } from '@croupier/kernel';
import {
  type BetRequest,
  placeBets,
  type PlacedBets,
  type TableBet,
  withRoomToRaise,
} from '../table-bets.js';
import type { ThreeCardBet, ThreeCardDefinition } from './definition.js';
import type { ThreeCardStakes } from './play.js';

/** Puts bets on the table, within the limits of the definition: also with the raise, which is as much as the ante. */
export function checkThreeCardBets(
  definition: ThreeCardDefinition,
  currency: Currency,
  requests: readonly BetRequest<ThreeCardBet>[],
): PlacedBets<ThreeCardBet> {
  const offered = (kind: ThreeCardBet): boolean =>
    kind === 'ante' || (kind === 'pair-plus' && definition.pairPlus !== undefined);
  const layout = {
    limits: definition.limits,
    find: (kind: ThreeCardBet, numbers: readonly number[] = []) =>
      offered(kind) && numbers.length === 0 ? { kind, numbers } : undefined,
    hint: (kind: ThreeCardBet) => (offered(kind) ? `${kind} has no numbers.` : `This table has no ${kind}.`),
  };
  const roundMaximum = definition.limits[currency]?.roundMaximum;
  return withRoomToRaise(placeBets(layout, currency, requests), { kind: 'ante', roundMaximum });
}

/** The stakes that placed bets come to. */
export function stakesOf(bets: readonly TableBet<ThreeCardBet>[]): ThreeCardStakes {
  const on = (kind: ThreeCardBet): number => bets.find((bet) => bet.kind === kind)?.amount ?? 0;
  return { ante: on('ante'), pairPlus: on('pair-plus') };
}
