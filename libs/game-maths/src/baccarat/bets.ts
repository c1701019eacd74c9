import type { Currency } from '@croupier/kernel';
import { wholeStake } from '../odds.js';
import { type BetRequest, placeBets, type PlacedBets, type TableBet } from '../table-bets.js';
import { type BaccaratBetKind, type BaccaratDefinition, oddsOfBet } from './definition.js';

/** A bet as it is placed; none has numbers. */
export type BaccaratBet = TableBet<BaccaratBetKind>;

/** Puts bets on the table, within the limits of the definition. */
export function checkBaccaratBets(
  definition: BaccaratDefinition,
  currency: Currency,
  requests: readonly BetRequest<BaccaratBetKind>[],
): PlacedBets<BaccaratBetKind> {
  const layout = {
    limits: definition.limits,
    find: (kind: BaccaratBetKind, numbers: readonly number[] = []) =>
      definition.pays[kind] !== undefined && numbers.length === 0 ? { kind, numbers } : undefined,
    hint: (kind: BaccaratBetKind) =>
      definition.pays[kind] ? 'Bets of baccarat have no numbers.' : `This table has no ${kind}.`,
    whole: ({ kind }: { readonly kind: BaccaratBetKind }) => wholeStake(oddsOfBet(definition, kind)),
  };
  return placeBets(layout, currency, requests);
}
