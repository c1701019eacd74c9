import { declareAsk } from '../declare.js';
import { ChoiceField, IdField, InstantField, ListField, TextField } from '../fields.js';
import { RoundRef } from './rounds.js';

export const rederivations = ['agrees', 'differs', 'not_kept'] as const;

/** A settled round in words, from its record and the definition of the version that it was played by. */
export class RoundStatement {
  @IdField({ description: 'The round.' })
  roundId: string;

  @TextField({ description: 'The game or the table.', max: 60, example: 'midnight-croupier' })
  gameId: string;

  @TextField({ description: 'Its name in that version.', max: 80, example: 'Midnight Croupier' })
  name: string;

  @TextField({
    description: 'Version that it was played by; left out of rounds of studios.',
    max: 20,
    example: '1.0.0',
    optional: true,
  })
  version?: string;

  @TextField({
    description: 'SHA-256 of the definition that it was played by.',
    max: 64,
    pattern: /^[0-9a-f]{64}$/,
    example: 'a3'.repeat(32),
    optional: true,
  })
  definitionHash?: string;

  @ListField({ description: 'What happened, sentence by sentence, in English.', max: 1000 })
  sentences: string[];

  @ChoiceField({
    description:
      'Whether the outcome and the payout were derived again just now, from the recorded draws and that definition: agrees, differs, or not_kept (a round of a studio, whose rules are not kept here, or one that was void before its end).',
    of: rederivations,
    example: 'agrees',
  })
  rederived: (typeof rederivations)[number];

  @InstantField({ description: 'Until when it is kept at least: five years from its settlement.' })
  keptUntil: string;
}

export const readRoundStatement = declareAsk({
  subject: 'rpc.games.read-round-statement.v1',
  summary: 'A settled round in words, derived again from its record.',
  request: RoundRef,
  reply: RoundStatement,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: ['not_found', 'round_in_play'],
});
