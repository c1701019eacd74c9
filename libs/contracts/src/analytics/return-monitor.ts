import { declareAsk, declareFact } from '../declare.js';
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
/** What an alert is of: a return that is too high or too low, or the pockets of a wheel. */
export const alertDirections = [...returnDirections, 'pockets'] as const;

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

export const alertConclusions = ['fault', 'no_fault'] as const;
export type AlertConclusion = (typeof alertConclusions)[number];

const conclusion = {
  description: 'Whether it was a fault, which is a key event then, or the game was right.',
  of: alertConclusions,
  example: 'no_fault',
};

const reason = {
  description: 'Why. No names, no addresses.',
  min: 5,
  max: 500,
  example: 'the great win of 3 May, checked by its draws',
};

/** What somebody made of an alert. */
export class AlertClosure {
  @InstantField({ description: 'When.' })
  closedAt: string;

  @IdField({ description: 'Who closed it.' })
  staffId: string;

  @ChoiceField(conclusion)
  conclusion: AlertConclusion;

  @TextField(reason)
  reason: string;
}

/** A fault in a return, when it showed, and what an operator has to tell of it. */
export class ReturnAlert {
  @IdField({ description: 'The alert.' })
  alertId: string;

  @ChoiceField({
    description:
      'Whether players get too much or too little; `pockets` if those of a wheel do not come equally often.',
    of: alertDirections,
    example: 'over',
  })
  direction: (typeof alertDirections)[number];

  @InstantField({ description: 'When it was raised.' })
  raisedAt: string;

  @PartField({
    description: 'Draft of the key event to report, once somebody has confirmed it.',
    of: () => KeyEventDraft,
  })
  keyEvent: KeyEventDraft;

  @PartField({
    description: 'How it was closed; absent while it is open.',
    of: () => AlertClosure,
    optional: true,
  })
  closed?: AlertClosure;
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

  @TextField({
    description: '`web`, `api`, `unknown` where it is not told, or `all`.',
    max: 20,
    example: 'web',
  })
  channel: string;

  @DateField({ description: 'First day with a round.' })
  from: string;

  @DateField({ description: 'Last day with a round.' })
  to: string;

  @IntegerField({ description: 'Rounds of these days.' })
  rounds: number;

  @TextField({
    description:
      'M-01 Mean over the rounds of payout over stake; of rounds with decisions payout less what was staked in addition, over what they began with.',
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
    description:
      'M-03 Most that a bet returns in theory, of a game of decisions to the best player; absent where it is not known.',
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

  @IntegerField({
    description:
      'The cell of the same rounds whose alarms were closed: this one has the days since. Absent of a first.',
    optional: true,
    min: 1,
  })
  follows?: number;

  @ListField({ description: 'What was raised; it stays, closed or not.', of: () => ReturnAlert })
  alerts: ReturnAlert[];
}

/** The wheel of a live table, by one definition: whether its pockets come equally often (RTS 17A). */
export class MonitoredWheel {
  @IntegerField({ description: 'Number among all cells; decides its part of the false alarms.', min: 1 })
  cell: number;

  @TextField({ description: 'The table.', max: 60, example: 'harbour-table' })
  gameId: string;

  @TextField({ description: 'SHA-256 of the definition that was played.', max: 64 })
  definitionHash: string;

  @DateField({ description: 'First day with a spin.' })
  from: string;

  @DateField({ description: 'Last day with a spin.' })
  to: string;

  @IntegerField({ description: 'Spins of these days, with or without bets.' })
  spins: number;

  @IntegerField({
    description: 'The pocket that is farthest from its share; 37 is the double zero.',
    max: 37,
  })
  oddest: number;

  @TextField({ description: 'Its share of the spins.', max: 24, example: '0.02810000' })
  oddestShare: string;

  @TextField({
    description: 'M-09 Evidence that pockets do not come equally often, as a power of ten; an alarm at M-07.',
    max: 24,
    example: '-0.42',
  })
  evidence: string;

  @TextField({
    description: 'M-07 Power of ten at which this cell raises an alarm.',
    max: 24,
    example: '4.38',
  })
  alarmAt: string;

  @IntegerField({
    description: 'The cell whose alarm was closed: this one has the days since. Absent of a first.',
    optional: true,
    min: 1,
  })
  follows?: number;

  @ListField({ description: 'What was raised; it stays, closed or not.', of: () => ReturnAlert })
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

  @ListField({
    description: 'Wheels of live tables, by order of appearance.',
    of: () => MonitoredWheel,
    optional: true,
  })
  wheels?: MonitoredWheel[];
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

/** Closes an alert. Idempotent: what was closed stays as it was closed first. */
export class CloseReturnAlert {
  @IdField({ description: 'The alert.' })
  alertId: string;

  @IdField({ description: 'Who closes it.' })
  staffId: string;

  @ChoiceField(conclusion)
  conclusion: AlertConclusion;

  @TextField(reason)
  reason: string;
}

export const closeReturnAlert = declareAsk({
  subject: 'rpc.analytics.close-return-alert.v1',
  summary: 'Close an alert of the monitor of returns, with what came of it and why.',
  request: CloseReturnAlert,
  reply: ReturnAlert,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: ['not_found'],
});

export class ReturnAlertRaised {
  @IdField({ description: 'The alert.' })
  alertId: string;

  @TextField({ description: 'The game.', max: 60 })
  gameId: string;

  @TextField({ description: 'SHA-256 of the definition that was played.', max: 64 })
  definitionHash: string;

  @TextField({ description: 'Band of stakes from 1, or `all`.', max: 8 })
  band: string;

  @TextField({ description: 'Channel, or `all`.', max: 20 })
  channel: string;

  @ChoiceField({
    description: 'Whether players get too much or too little, or the pockets of a wheel are uneven.',
    of: alertDirections,
  })
  direction: (typeof alertDirections)[number];

  @InstantField({ description: 'When.' })
  raisedAt: string;
}

export const returnAlertRaised = declareFact({
  subject: 'evt.analytics.return-alert.raised.v1',
  summary: 'A version of a game returns what it must not, on all the evidence there is.',
  payload: ReturnAlertRaised,
  aggregate: null,
});

export class ReturnAlertClosed {
  @IdField({ description: 'The alert.' })
  alertId: string;

  @ChoiceField(conclusion)
  conclusion: AlertConclusion;

  @InstantField({ description: 'When.' })
  closedAt: string;
}

export const returnAlertClosed = declareFact({
  subject: 'evt.analytics.return-alert.closed.v1',
  summary: 'Somebody closed an alert of the monitor of returns.',
  payload: ReturnAlertClosed,
  aggregate: null,
});
