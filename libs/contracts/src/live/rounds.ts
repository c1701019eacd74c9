import { declareFact } from '../declare.js';
import {
  ChoiceField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  MoneyAmount,
  NumbersField,
  PartField,
  SignedAmount,
  TextField,
} from '../fields.js';
import { netPositionText } from '../games/net-position.js';
import { rouletteBets, type RouletteBetName } from '../games/roulette.js';

/**
 * The phases of a table's round, in their order. Bets are taken in `betting` alone; in `spinning` the pocket is drawn
 * and sealed but not told; from `settling` on it is. `voided` ends a round that could not be finished.
 */
export const tablePhases = [
  'betting',
  'closed',
  'spinning',
  'settling',
  'settled',
  'voiding',
  'voided',
] as const;
export type TablePhase = (typeof tablePhases)[number];

/** Where the ball came to rest. */
export class WheelResult {
  @IntegerField({ description: 'The pocket; 37 is the double zero.', max: 37, example: 17 })
  pocket: number;

  @ChoiceField({ description: 'Its colour.', of: ['green', 'red', 'black'], example: 'black' })
  colour: 'green' | 'red' | 'black';
}

/** A round of a table as everybody may see it. */
export class TableRound {
  @TextField({ description: 'The table.', max: 60, example: 'harbour-table' })
  tableId: string;

  @IdField({ description: 'The round.' })
  roundId: string;

  @IntegerField({
    description: 'Number of the round at this table, from 1 without gaps.',
    min: 1,
    example: 42,
  })
  number: number;

  @ChoiceField({ description: 'Where the round is.', of: tablePhases, example: 'betting' })
  phase: TablePhase;

  @IntegerField({
    description: 'Grows with every change at this table: a client keeps the highest it has seen.',
    example: 421,
  })
  revision: number;

  @InstantField({ description: 'When this phase began.' })
  changedAt: string;

  @InstantField({ description: 'When bets close, or closed.' })
  betsCloseAt: string;

  @InstantField({ description: 'When the next phase is due, where the clock decides.', optional: true })
  nextPhaseAt?: string;

  @PartField({ description: 'The result, once it is told.', of: () => WheelResult, optional: true })
  result?: WheelResult;

  @TextField({ description: 'Why the round was voided: a stable code.', max: 40, optional: true })
  reason?: string;
}

export const tableRoundChanged = declareFact({
  subject: 'evt.live.round.changed.v1',
  summary: "A table's round went on to its next phase.",
  payload: TableRound,
  aggregate: 'tableId',
});

/** All bets of one kind. */
export class KindTotal {
  @ChoiceField({ description: 'The bet.', of: rouletteBets, example: 'split' })
  kind: RouletteBetName;

  @IntegerField({ description: 'How many spots hold chips of a player.', example: 12 })
  bets: number;

  @PartField({ description: 'All chips together.', of: () => MoneyAmount })
  amount: MoneyAmount;
}

/** What all players together have on the layout. Names nobody. */
export class TableTotals {
  @TextField({ description: 'The table.', max: 60, example: 'harbour-table' })
  tableId: string;

  @IdField({ description: 'The round.' })
  roundId: string;

  @IntegerField({ description: 'Players with a bet in the round.', example: 7 })
  players: number;

  @PartField({ description: 'All bets together.', of: () => MoneyAmount })
  amount: MoneyAmount;

  @ListField({ description: 'By kind of bet.', of: () => KindTotal, max: 16 })
  kinds: KindTotal[];

  @NumbersField({
    description:
      'By spot, in minor units and in the order of the `spots` of the table: numbers alone, because everybody at the table is sent this some times a second.',
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    most: 200,
    optional: true,
    example: [100, 0, 250],
  })
  spots?: number[];
}

export const tableTotalsCounted = declareFact({
  subject: 'evt.live.totals.counted.v1',
  summary: 'What all players have on the layout, told some times a second while bets come in.',
  payload: TableTotals,
  aggregate: 'tableId',
});

/** A spin that is over: what it brought, and what it came to for all players together. Names nobody. */
export class TableSpin {
  @TextField({ description: 'The table.', max: 60, example: 'harbour-table' })
  tableId: string;

  @IdField({ description: 'The round.' })
  roundId: string;

  @IntegerField({ description: 'Number of the round at this table.', min: 1, example: 42 })
  number: number;

  @TextField({
    description: 'SHA-256 of the definition it was played by.',
    max: 64,
    pattern: /^[0-9a-f]{64}$/,
    example: 'a3'.repeat(32),
  })
  definitionHash: string;

  @IntegerField({ description: 'The pocket; 37 is the double zero.', max: 37, example: 17 })
  pocket: number;

  @IntegerField({ description: 'Players who were settled.', example: 7 })
  players: number;

  @PartField({ description: 'All their bets together; zero if there were none.', of: () => MoneyAmount })
  stake: MoneyAmount;

  @PartField({ description: 'All that came back, stakes included.', of: () => MoneyAmount })
  payout: MoneyAmount;

  @InstantField({ description: 'When the last of them was settled.' })
  settledAt: string;
}

export const tableSpinSettled = declareFact({
  subject: 'evt.live.spin.settled.v1',
  summary: 'A spin of a live table is over, with or without bets.',
  payload: TableSpin,
  aggregate: 'tableId',
});

/** What a round came to for one player: all their bets in it. */
export class TablePart {
  @IdField({ description: 'The player.' })
  playerId: string;

  @IdField({ description: "The player's session at the table." })
  gameSessionId: string;

  @PartField({ description: 'All bets together.', of: () => MoneyAmount })
  stake: MoneyAmount;

  @PartField({
    description: 'What came back, stakes included; of a void round the stakes.',
    of: () => MoneyAmount,
  })
  payout: MoneyAmount;

  @PartField({ description: netPositionText, of: () => SignedAmount, optional: true })
  netPosition?: SignedAmount;

  @IntegerField({
    description: 'How long the session had lasted, in ms (RTS 13C).',
    example: 3_725_000,
  })
  elapsedMs: number;

  @InstantField({ description: 'When it was recorded.' })
  settledAt: string;
}

export class TablePartsSettled {
  @TextField({ description: 'The table.', max: 60, example: 'harbour-table' })
  tableId: string;

  @IdField({ description: 'The round.' })
  roundId: string;

  @IntegerField({ description: 'Number of the round at this table.', min: 1, example: 42 })
  number: number;

  @ChoiceField({ description: 'How it ended.', of: ['settled', 'voided'], example: 'settled' })
  how: 'settled' | 'voided';

  @ListField({ description: 'Some of the players in it: those who were paid together.', of: () => TablePart })
  parts: TablePart[];
}

export const tablePartsSettled = declareFact({
  subject: 'evt.live.parts.settled.v1',
  summary: 'What a round came to for some of its players, told as it passes; the ledger has it for good.',
  payload: TablePartsSettled,
  aggregate: 'tableId',
});
