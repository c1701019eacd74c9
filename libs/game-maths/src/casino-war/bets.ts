import type { Currency } from '@croupier/kernel';
import {
  type BetRequest,
  placeBets,
  type PlacedBets,
  type TableBet,
  withRoomToRaise,
} from '../table-bets.js';
import { type CasinoWarDefinition, type WarBet, wholeWar } from './definition.js';
import type { WarStakes } from './play.js';

/** Puts bets on the table, within the limits of the definition: also with the raise of a war, which is as much as the bet. */
export function checkWarBets(
  definition: CasinoWarDefinition,
  currency: Currency,
  requests: readonly BetRequest<WarBet>[],
): PlacedBets<WarBet> {
  const offered = (kind: WarBet): boolean =>
    kind === 'war' || (kind === 'tie' && definition.tiePays !== undefined);
  const layout = {
    limits: definition.limits,
    find: (kind: WarBet, numbers: readonly number[] = []) =>
      offered(kind) && numbers.length === 0 ? { kind, numbers } : undefined,
    hint: (kind: WarBet) => (offered(kind) ? `${kind} has no numbers.` : `This table has no ${kind}.`),
    whole: () => wholeWar(definition),
  };
  const roundMaximum = definition.limits[currency]?.roundMaximum;
  return withRoomToRaise(placeBets(layout, currency, requests), { kind: 'war', roundMaximum });
}

/** The stakes that placed bets come to. */
export function warStakesOf(bets: readonly TableBet<WarBet>[]): WarStakes {
  const on = (kind: WarBet): number => bets.find((bet) => bet.kind === kind)?.amount ?? 0;
  return { war: on('war'), tie: on('tie') };
}
