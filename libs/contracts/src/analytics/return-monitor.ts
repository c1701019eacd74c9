import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  DateField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  PartField,
  TextField,
} from '../fields.js';

export const returnDirections = ['over', 'under'] as const;

/** Draft of a report to the regulator (LCCP licence condition 15.2.1). It is a fault only if somebody confirms it. */
export class KeyEventDraft {
  @TextField({ description: 'Kind of the key event.', max: 60, example: 'game-fault-over-payment' })
  type: string;

  @TextField({ description: 'What happened, with the figures of that moment.', max: 800 })
  summary: string;

  @DateField({ description: 'First day of the rounds concerned.' })
  from: string;

  @DateField({ description: 'Last day of them when the alert was raised.' })
  to: string;

  @IntegerField({ description: 'Settled rounds of these days; all of them may be affected.' })
  rounds: number;

  @DateField({
    description: 'Five working days after the alert: weekdays, so at most as late as bank holidays allow.',
  })
  dueOn: string;
}

/** A fault in a return, when it showed, and what an operator has to tell of it. */
export class ReturnAlert {
  @IdField({ description: 'The alert.' })
  alertId: string;

  @ChoiceField({
    description: 'Whether players get too much or too little.',
    of: returnDirections,
    example: 'over',
  })
  direction: (typeof returnDirections)[number];

  @InstantField({ description: 'When it was raised.' })
  raisedAt: string;

  @PartField({
    description: 'Draft of the key event to report, once somebody has confirmed it.',
    of: () => KeyEventDraft,
  })
  keyEvent: KeyEventDraft;
}

/** A version of a game in one band of stakes by one channel, or all of its rounds together. */
export class MonitoredCell {
  @IntegerField({
    description: 'Number by order of appearance; decides its part of the false alarms.',
    min: 1,
  })
  cell: number;

  @TextField({ description: 'The game.', max: 60, example: 'lamplight-ledger' })
  gameId: string;

  @TextField({ description: 'SHA-256 of the definition that was played.', max: 64 })
  definitionHash: string;

  @TextField({ description: 'Band of stakes from 1, or `all`.', max: 8, example: '1' })
  band: string;

  @TextField({ description: 'Channel, or `all`.', max: 20, example: 'web' })
  channel: string;

  @DateField({ description: 'First day with a round.' })
  from: string;

  @DateField({ description: 'Last day with a round.' })
  to: string;

  @IntegerField({ description: 'Rounds of these days.' })
  rounds: number;

  @TextField({
    description: 'M-01 Mean over the rounds of payout over stake.',
    max: 24,
    example: '0.94120000',
  })
  actualReturn: string;

  @TextField({
    description: 'M-02 Least that a bet returns in theory; absent where it is not known.',
    max: 24,
    optional: true,
  })
  least?: string;

  @TextField({
    description: 'M-03 Most that a bet returns in theory; absent where it is not known.',
    max: 24,
    optional: true,
  })
  most?: string;

  @TextField({
    description:
      'M-04 Three point two nine standard errors of the mean, from the exact variance: the tolerance on any one day.',
    max: 24,
    optional: true,
  })
  tolerance?: string;

  @TextField({
    description: 'M-05 Evidence of over-payment, as a power of ten; an alarm at M-07.',
    max: 24,
    optional: true,
    example: '0.42',
  })
  overEvidence?: string;

  @TextField({
    description: 'M-06 Evidence of under-payment, as a power of ten; an alarm at M-07.',
    max: 24,
    optional: true,
    example: '-1.30',
  })
  underEvidence?: string;

  @TextField({
    description: 'M-07 Power of ten at which this cell raises an alarm.',
    max: 24,
    example: '4.38',
  })
  alarmAt: string;

  @ListField({ description: 'What was raised; it stays.', of: () => ReturnAlert })
  alerts: ReturnAlert[];
}

export class ReadReturnMonitor {
  @TextField({ description: 'Only this game.', max: 60, optional: true })
  gameId?: string;
}

export class ReturnMonitor {
  @InstantField({
    description: 'When the rounds were last looked at; absent before the first time.',
    optional: true,
  })
  evaluatedAt?: string;

  @ListField({ description: 'By order of appearance.', of: () => MonitoredCell })
  cells: MonitoredCell[];
}

export const readReturnMonitor = declareAsk({
  subject: 'rpc.analytics.read-return-monitor.v1',
  summary:
    'What each version of a game returns by band of stakes and channel, the evidence that it is wrong, and alerts.',
  request: ReadReturnMonitor,
  reply: ReturnMonitor,
  deadlineMs: 3000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: [],
});
