import { PlayerRef } from '../common.js';
import { declareAsk, declareFact } from '../declare.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  MoneyAmount,
  PartField,
} from '../fields.js';
import {
  type LimitKind,
  limitKinds,
  type LimitPeriod,
  limitPeriods,
  PeriodSpending,
  SpendingLimit,
} from '../wallet/controls.js';

/** A limit that is to become higher, or to go: it waits for 24 hours and then for the player's word. */
export class PendingLimitChange {
  @IdField({ description: 'The change, to confirm or withdraw.' })
  changeId: string;

  @PartField({
    description: 'The limit it would be. Left out if the limit would be removed.',
    of: () => MoneyAmount,
    optional: true,
  })
  amount?: MoneyAmount;

  @InstantField({ description: 'When the player asked for it.' })
  requestedAt: string;

  @InstantField({ description: 'From when on the player can confirm it.' })
  confirmableFrom: string;
}

/** A limit of the player and what of it is used. */
export class PlayerLimit extends SpendingLimit {
  @PartField({ description: 'Used in the present period.', of: () => MoneyAmount })
  used: MoneyAmount;

  @PartField({ description: 'Left in the present period.', of: () => MoneyAmount })
  remaining: MoneyAmount;

  @InstantField({ description: 'When the next period starts.', optional: true })
  resetsAt?: string;

  @PartField({
    description: 'A change that waits, if there is one.',
    of: () => PendingLimitChange,
    optional: true,
  })
  pending?: PendingLimitChange;
}

export const depositPrompts = ['open', 'answered'] as const;
export type DepositPrompt = (typeof depositPrompts)[number];

export class PlayerLimits {
  @ListField({
    description: 'Limits in force: per kind and period at most one.',
    of: () => PlayerLimit,
    max: 9,
  })
  limits: PlayerLimit[];

  @ListField({ description: 'Day, week and month with the net position.', of: () => PeriodSpending })
  periods: PeriodSpending[];

  @IntegerField({ description: 'Grows with each change and each review; the ETag.', example: 3 })
  version: number;

  @ChoiceField({
    description:
      'Whether the player has set a deposit limit or decided to have none. While it is `open`, no deposit is taken.',
    of: depositPrompts,
    example: 'answered',
    optional: true,
  })
  depositPrompt?: DepositPrompt;

  @InstantField({
    description:
      'When the player is asked to look at their limits again: six months after they last did. Left out while `depositPrompt` is `open`.',
    optional: true,
  })
  reviewDueAt?: string;

  @FlagField({
    description:
      "True from `reviewDueAt` on, by the player's clock. It is shown to the player and stops nothing.",
    example: false,
    optional: true,
  })
  reviewOverdue?: boolean;
}

export const readLimits = declareAsk({
  subject: 'rpc.safer-gambling.read-limits.v1',
  summary: 'The limits of a player, what of them is used, and changes that wait.',
  request: PlayerRef,
  reply: PlayerLimits,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'player-or-staff',
  errors: ['no_account'],
});

/**
 * The limits as the player wants them, all of them. A new limit and a lower one hold at once. A higher one, and the
 * removal of one that is left out, wait for 24 hours and a confirmation; to name the present amount withdraws them.
 * To name a deposit limit answers whether the player wants one.
 */
export class SetLimits extends PlayerRef {
  @ListField({ description: 'At most one per kind and period.', of: () => SpendingLimit, max: 9 })
  limits: SpendingLimit[];

  @IntegerField({ description: 'The version the change is based on.' })
  expectedVersion: number;
}

export const setLimits = declareAsk({
  subject: 'rpc.safer-gambling.set-limits.v1',
  summary: 'Set, lower, raise or remove limits.',
  request: SetLimits,
  reply: PlayerLimits,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'player',
  errors: ['limits_changed', 'protection_pending', 'no_account'],
});

export class ReviewLimits extends PlayerRef {
  @FlagField({
    description: 'True: the player looked at the limits and keeps them; without a deposit limit, wants none.',
    example: true,
  })
  confirmed: boolean;
}

export const reviewLimits = declareAsk({
  subject: 'rpc.safer-gambling.review-limits.v1',
  summary:
    'Keep the limits as they are, or decide to have no deposit limit. A repeat on one day changes nothing.',
  request: ReviewLimits,
  reply: PlayerLimits,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'player',
  errors: ['protection_pending', 'no_account'],
});

export class LimitChangeRef extends PlayerRef {
  @IdField({ description: 'The change that waits.' })
  changeId: string;
}

export const confirmLimitChange = declareAsk({
  subject: 'rpc.safer-gambling.confirm-limit-change.v1',
  summary: 'Say again, 24 hours later, that a limit is to be higher or to go.',
  request: LimitChangeRef,
  reply: PlayerLimits,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'player',
  errors: ['not_found', 'limit_change_too_early', 'protection_pending', 'no_account'],
});

export const withdrawLimitChange = declareAsk({
  subject: 'rpc.safer-gambling.withdraw-limit-change.v1',
  summary: 'Take back the wish for a higher limit or for none.',
  request: LimitChangeRef,
  reply: PlayerLimits,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'player',
  errors: ['not_found', 'no_account'],
});

export const limitSteps = ['set', 'lowered', 'asked', 'raised', 'removed', 'withdrawn'] as const;
export type LimitStep = (typeof limitSteps)[number];

export class LimitChanged {
  @IdField({ description: 'The player.' })
  playerId: string;

  @ChoiceField({ description: 'What is limited.', of: limitKinds, example: 'deposit' })
  kind: LimitKind;

  @ChoiceField({ description: 'The calendar period.', of: limitPeriods, example: 'week' })
  period: LimitPeriod;

  @ChoiceField({
    description:
      'set, lowered, raised and removed change the limit; asked and withdrawn only the wish for a higher one or none.',
    of: limitSteps,
    example: 'lowered',
  })
  step: LimitStep;

  @PartField({
    description: 'The limit after it; left out if there is none.',
    of: () => MoneyAmount,
    optional: true,
  })
  amount?: MoneyAmount;

  @PartField({
    description: 'For `asked`: the limit the player wants; left out to have none.',
    of: () => MoneyAmount,
    optional: true,
  })
  wanted?: MoneyAmount;

  @InstantField({ description: 'When.' })
  changedAt: string;
}

export const limitChanged = declareFact({
  subject: 'evt.safer-gambling.limit.changed.v1',
  summary: 'A player decided on a limit.',
  payload: LimitChanged,
  aggregate: 'playerId',
});
