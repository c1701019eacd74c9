import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  InstantField,
  IntegerField,
  JsonField,
  ListField,
  NumbersField,
  PartField,
  PositiveAmount,
  TextField,
} from '../fields.js';
import { GameChange, ReturnToPlayer, RulesSection } from '../games/catalogue.js';
import { rouletteBets, type RouletteBetName, RouletteOffer } from '../games/roulette.js';
import { PlacedBets } from './bets.js';
import { TableRound, TableTotals, WheelResult } from './rounds.js';

export class ListTables {}

export class TableSummary {
  @TextField({ description: 'The table.', max: 60, example: 'harbour-table' })
  tableId: string;

  @TextField({ description: 'Its name.', max: 80, example: 'Harbour Table' })
  name: string;

  @PartField({ description: 'Theoretical return to player.', of: () => ReturnToPlayer })
  returnToPlayer: ReturnToPlayer;

  @PartField({ description: 'Smallest bet.', of: () => PositiveAmount })
  minimum: PositiveAmount;

  @PartField({ description: 'Most that one player may stake in a round.', of: () => PositiveAmount })
  roundMaximum: PositiveAmount;

  @PartField({ description: 'The round; absent before the first.', of: () => TableRound, optional: true })
  round?: TableRound;

  @InstantField({
    description: 'Since when the table is closed: the round that is on is its last. Absent while it is open.',
    optional: true,
  })
  offlineSince?: string;
}

export class TableList {
  @ListField({ description: 'All tables.', of: () => TableSummary })
  data: TableSummary[];
}

export const listTables = declareAsk({
  subject: 'rpc.live.list-tables.v1',
  summary: 'The tables and where their rounds are.',
  request: ListTables,
  reply: TableList,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'service',
  errors: [],
});

/** A round that ended with a result. */
export class PastResult extends WheelResult {
  @IntegerField({ description: 'Number of the round.', min: 1, example: 41 })
  number: number;
}

/** Durations of a round at a table, in ms. */
export class TableTimes {
  @IntegerField({ description: 'Bets are open.', example: 20_000 })
  bettingMs: number;

  @IntegerField({ description: 'From no more bets to the spin, at least.', example: 1500 })
  closedMs: number;

  @IntegerField({ description: 'The wheel spins.', example: 6000 })
  spinningMs: number;

  @IntegerField({ description: 'From settled to the next round.', example: 5000 })
  pauseMs: number;
}

/** A place of the layout where chips can lie. */
export class TableSpot {
  @ChoiceField({ description: 'The bet.', of: rouletteBets, example: 'split' })
  kind: RouletteBetName;

  @NumbersField({
    description: 'The numbers it covers, ascending; 37 is the double zero.',
    min: 0,
    max: 37,
    most: 18,
    example: [17, 20],
  })
  numbers: number[];
}

/** Everything a client needs to show a table, and what the player has on it. */
export class TableDetail extends TableSummary {
  @TextField({ description: 'Version of the definition.', max: 20, example: '1.0.0' })
  version: string;

  @TextField({ description: 'SHA-256 of the definition that is played.', max: 64 })
  definitionHash: string;

  @PartField({
    description: 'The last change; left out if there was none.',
    of: () => GameChange,
    optional: true,
  })
  change?: GameChange;

  @PartField({ description: 'How long each phase lasts.', of: () => TableTimes })
  times: TableTimes;

  @ListField({
    description: 'Every bet of the layout with its limits and its exact edge.',
    of: () => RouletteOffer,
  })
  offers: RouletteOffer[];

  @ListField({
    description: 'Every spot of the layout, in the order in which `totals.spots` counts them.',
    of: () => TableSpot,
    max: 200,
    optional: true,
  })
  spots?: TableSpot[];

  @ListField({ description: 'Chips to offer.', of: () => PositiveAmount })
  chips: PositiveAmount[];

  @ListField({ description: 'The last results, newest first.', of: () => PastResult, max: 20 })
  results: PastResult[];

  @PartField({ description: 'What all players have on the layout.', of: () => TableTotals, optional: true })
  totals?: TableTotals;

  @ListField({ description: "The player's own bets in this round.", of: () => PlacedBets })
  bets: PlacedBets[];

  @TextField({
    description: "The player's session at the table; absent before joining.",
    max: 36,
    optional: true,
  })
  gameSessionId?: string;

  @JsonField({ description: 'The definition itself: wheel, pays and limits.' })
  definition: Record<string, unknown>;

  @ListField({ description: 'The rules as shown to the player.', of: () => RulesSection })
  rules: RulesSection[];
}

export class TableRef extends PlayerRef {
  @TextField({ description: 'The table.', max: 60, example: 'harbour-table' })
  tableId: string;
}

export const readTable = declareAsk({
  subject: 'rpc.live.read-table.v1',
  summary: 'One table: its round, its last results, its rules, and the bets of the player.',
  request: TableRef,
  reply: TableDetail,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'service',
  errors: ['unknown_table'],
});
