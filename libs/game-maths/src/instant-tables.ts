import type { Currency } from '@croupier/kernel';
import { checkBaccaratBets } from './baccarat/bets.js';
import type { BaccaratDefinition } from './baccarat/definition.js';
import { playBaccarat } from './baccarat/play.js';
import type { DiceDefinition } from './dice/definition.js';
import { checkDiceBets, playDice } from './dice/play.js';
import type { PublishedDefinition } from './engine.js';
import { checkKenoBets } from './keno/bets.js';
import type { KenoDefinition } from './keno/definition.js';
import { playKeno } from './keno/play.js';
import type { RandomSource } from './random.js';
import { checkBets } from './roulette/bets.js';
import type { RouletteDefinition } from './roulette/definition.js';
import { playRoulette } from './roulette/play.js';
import { checkSicBoBets } from './sic-bo/bets.js';
import type { SicBoDefinition } from './sic-bo/definition.js';
import { playSicBo } from './sic-bo/play.js';
import type { BetRequest, PlacedBets, TableBet } from './table-bets.js';
import type { Chips, LimitsByCurrency } from './table-limits.js';

/** What the definitions of all tables have, whatever is played there. */
export interface TableDefinition extends PublishedDefinition {
  readonly kind: string;
  readonly chips: Chips;
  readonly limits: LimitsByCurrency<string>;
}

/** A whole round in minor units, payouts with the stake included; the other members of it tell what was drawn. */
export interface TableOutcome {
  readonly stake: number;
  readonly payout: number;
  readonly bets: readonly (TableBet<string> & { readonly payout: number })[];
}

/** A game in which nothing is decided after the bets: all of them are settled by one draw. */
export interface InstantTable<Definition extends TableDefinition = TableDefinition> {
  readonly kind: string;
  /** Puts bets on the places of the table, within its limits. */
  check(
    definition: Definition,
    currency: Currency,
    requests: readonly BetRequest<string>[],
  ): PlacedBets<string>;
  /** Draws a round, for bets that were checked. */
  play(definition: Definition, bets: readonly TableBet<string>[], random: RandomSource): TableOutcome;
  /** The sheet that has the figures of a bet. */
  sheetOf(bet: TableBet<string>): string;
}

/** The bets of one kind of table: kinds that it does not know were refused by its check. */
function tableOf<Definition extends TableDefinition, Kind extends string>(table: {
  kind: string;
  check(
    definition: Definition,
    currency: Currency,
    requests: readonly BetRequest<Kind>[],
  ): PlacedBets<string>;
  play(definition: Definition, bets: readonly TableBet<Kind>[], random: RandomSource): TableOutcome;
  sheetOf?: (bet: TableBet<string>) => string;
}): InstantTable {
  const { kind, sheetOf = (bet) => bet.kind } = table;
  return {
    kind,
    sheetOf,
    check: (definition, currency, requests) =>
      table.check(definition as unknown as Definition, currency, requests as readonly BetRequest<Kind>[]),
    play: (definition, bets, random) =>
      table.play(definition as unknown as Definition, bets as readonly TableBet<Kind>[], random),
  };
}

const tables: readonly InstantTable[] = [
  tableOf({
    kind: 'baccarat',
    check: (definition: BaccaratDefinition, currency, requests) =>
      checkBaccaratBets(definition, currency, requests),
    play: playBaccarat,
  }),
  tableOf({
    kind: 'dice',
    check: (definition: DiceDefinition, currency, requests) => checkDiceBets(definition, currency, requests),
    play: playDice,
    sheetOf: ({ numbers }) => `win-on-${numbers[0] ?? 0}`,
  }),
  tableOf({
    kind: 'keno',
    check: (definition: KenoDefinition, currency, requests) => checkKenoBets(definition, currency, requests),
    play: playKeno,
  }),
  tableOf({
    kind: 'roulette',
    check: (definition: RouletteDefinition, currency, requests) => checkBets(definition, currency, requests),
    play: playRoulette,
  }),
  tableOf({
    kind: 'sic-bo',
    check: (definition: SicBoDefinition, currency, requests) =>
      checkSicBoBets(definition, currency, requests),
    play: playSicBo,
    sheetOf: ({ kind, numbers }) => (kind === 'total' ? `total-${numbers[0] ?? 0}` : kind),
  }),
];

/** The table of a kind of game; undefined if its rounds are not settled at once. */
export function instantTableOf(kind: string): InstantTable | undefined {
  return tables.find((table) => table.kind === kind);
}
