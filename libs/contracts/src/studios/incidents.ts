import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  PartField,
  TextField,
} from '../fields.js';

/**
 * Why a call of a studio wants a person: it was not signed as agreed; its id was used for something else; it takes back what is no win
 * in the ledger; it wins without a
 * bet; it wins of a bet that was taken back; it is a win that was taken back before; it takes back a win, or
 * by an adjustment, what the player's money does not cover any more. Or a call of ours to it does: it refuses to cancel free rounds, or
 * says nothing of it until they are over.
 */
export const studioIncidentReasons = [
  'bad_signature',
  'conflict',
  'win_without_bet',
  'win_rolled_back',
  'win_reversed',
  'not_covered',
  'cancel_refused',
  'cancel_unanswered',
] as const;

export type StudioIncidentReason = (typeof studioIncidentReasons)[number];

const closingReason = {
  description: 'What came of it. No names, no addresses.',
  min: 5,
  max: 500,
  example: 'the studio had restored an old database; the win is void there too',
};

/** What somebody made of an incident. */
export class StudioIncidentClosure {
  @InstantField({ description: 'When.' })
  closedAt: string;

  @IdField({ description: 'Who closed it.' })
  staffId: string;

  @TextField(closingReason)
  reason: string;
}

/** Calls of a studio, all of one content, that were refused and want a person; or one of ours that it has not carried out. Nothing moved. */
export class StudioIncident {
  @IdField({ description: 'The incident.' })
  incidentId: string;

  @TextField({ description: 'The studio.', max: 40, example: 'sandbox-studio' })
  studioId: string;

  @ChoiceField({ description: 'What is wrong.', of: studioIncidentReasons, example: 'win_without_bet' })
  reason: StudioIncidentReason;

  @IntegerField({ description: 'How often it came, at least.', min: 1, example: 1 })
  times: number;

  @InstantField({ description: 'When it came first.' })
  firstAt: string;

  @InstantField({ description: 'When it came last.' })
  lastAt: string;

  @TextField({
    description:
      "The studio's id of the transaction. Absent, as the rest, where nothing was read, and of a call of ours.",
    max: 255,
    optional: true,
  })
  transactionId?: string;

  @TextField({ description: 'What was asked for.', max: 20, optional: true, example: 'win' })
  kind?: string;

  @IdField({ description: 'The free rounds that a call of ours to the studio was about.', optional: true })
  freeRoundsId?: string;

  @TextField({ description: "The studio's id of the bet it names.", max: 255, optional: true })
  betId?: string;

  @TextField({ description: "The studio's id of the win it takes back.", max: 255, optional: true })
  winId?: string;

  @TextField({ description: "The studio's id of its round.", max: 255, optional: true })
  roundId?: string;

  @IdField({ description: 'Whose it would be.', optional: true })
  playerId?: string;

  @IntegerField({
    description: 'Its amount in minor units of its currency; negative for an adjustment that takes it.',
    optional: true,
  })
  amountMinor?: number;

  @TextField({ description: 'Its currency.', max: 3, optional: true, example: 'GBP' })
  currency?: string;

  @PartField({
    description: 'Who closed it, and what came of it.',
    of: () => StudioIncidentClosure,
    optional: true,
  })
  closed?: StudioIncidentClosure;
}

export class ListStudioIncidents {
  @TextField({ description: 'The studio.', max: 40, pattern: /^[a-z0-9-]+$/, example: 'sandbox-studio' })
  studioId: string;
}

export class StudioIncidents {
  @ListField({ description: 'The oldest 100 that nobody has closed.', of: () => StudioIncident })
  data: StudioIncident[];

  @IntegerField({ description: 'How many nobody has closed.' })
  open: number;
}

export const listStudioIncidents = declareAsk({
  subject: 'rpc.studios.list-studio-incidents.v1',
  summary: 'Calls of a studio that were refused and want a person.',
  request: ListStudioIncidents,
  reply: StudioIncidents,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['unknown_studio'],
});

/** Closes an incident. Idempotent: what was closed stays as it was closed first. */
export class CloseStudioIncident {
  @IdField({ description: 'The incident.' })
  incidentId: string;

  @IdField({ description: 'Who closes it.' })
  staffId: string;

  @TextField(closingReason)
  reason: string;
}

export const closeStudioIncident = declareAsk({
  subject: 'rpc.studios.close-studio-incident.v1',
  summary: 'Close an incident of a studio, with what came of it.',
  request: CloseStudioIncident,
  reply: StudioIncident,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: ['not_found'],
});
