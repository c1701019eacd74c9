import { Done, PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  MoneyAmount,
  PartField,
  PositiveAmount,
  SignedAmount,
  TextField,
} from '../fields.js';

export const limitKinds = ['deposit', 'loss', 'stake'] as const;
export type LimitKind = (typeof limitKinds)[number];

export const limitPeriods = ['day', 'week', 'month'] as const;
export type LimitPeriod = (typeof limitPeriods)[number];

export const blockScopes = ['play', 'deposit', 'all'] as const;
export type BlockScope = (typeof blockScopes)[number];

/** One amount that must not be passed within one calendar period of the player (in the zone of the account; weeks start on Monday). */
export class SpendingLimit {
  @ChoiceField({
    description:
      'What is limited: gross deposits, stakes, or losses (stakes less payouts of the rounds started in the period).',
    of: limitKinds,
    example: 'loss',
  })
  kind: LimitKind;

  @ChoiceField({ description: 'The calendar period.', of: limitPeriods, example: 'day' })
  period: LimitPeriod;

  @PartField({ description: 'The most that may be spent; zero forbids it.', of: () => MoneyAmount })
  amount: MoneyAmount;
}

/** Something the player may not do. Payouts, refunds and withdrawals of own cash are never blocked. */
export class SpendingBlock {
  @ChoiceField({ description: 'What is blocked.', of: blockScopes, example: 'play' })
  scope: BlockScope;

  @InstantField({
    description: "When it ends, on the player's clock. Left out for one without an end.",
    optional: true,
  })
  until?: string;

  @TextField({ description: 'Why: a stable code.', max: 40, pattern: /^[a-z_]+$/, example: 'self_exclusion' })
  reason: string;
}

export const windowKinds = ['deposit', 'net_deposit', 'stake', 'loss'] as const;
export type WindowKind = (typeof windowKinds)[number];

export const windowNames = [
  'day',
  'week',
  'month',
  'rolling_day',
  'rolling_week',
  'rolling_month',
  'game_session',
] as const;
export type WindowName = (typeof windowNames)[number];

/**
 * One amount that must not be passed within a window that is not a calendar period, or by deposits less withdrawals. A
 * net deposit has any window but the game session; the others have the rolling ones; stake and loss have the game
 * session, too.
 */
export class WindowLimit {
  @ChoiceField({
    description: 'What is limited: gross deposits, deposits less withdrawals paid out, stakes, or losses.',
    of: windowKinds,
    example: 'loss',
  })
  kind: WindowKind;

  @ChoiceField({
    description:
      'A calendar period; the 24 hours (rolling_day), 7 days (rolling_week) or 30 days (rolling_month) before; one game session.',
    of: windowNames,
    example: 'rolling_day',
  })
  window: WindowName;

  @PartField({ description: 'The most that may be spent; zero forbids it.', of: () => MoneyAmount })
  amount: MoneyAmount;
}

/** One of them and what of it is used now. */
export class WindowUse extends WindowLimit {
  @PartField({
    description: 'Used; zero for a game session, of which there may be many.',
    of: () => MoneyAmount,
  })
  used: MoneyAmount;

  @PartField({ description: 'Left.', of: () => MoneyAmount })
  remaining: MoneyAmount;
}

/**
 * All limits and blocks of a player, replacing those before. Only the newest revision counts: an older one that
 * arrives late changes nothing.
 */
export class SetControls extends PlayerRef {
  @IntegerField({ description: 'Grows with each change; kept by safer-gambling.', min: 1, example: 7 })
  revision: number;

  @ListField({ description: 'At most one per kind and period.', of: () => SpendingLimit, max: 9 })
  limits: SpendingLimit[];

  @ListField({ description: 'What is blocked.', of: () => SpendingBlock, max: 10 })
  blocks: SpendingBlock[];

  @ListField({
    description: 'At most one per kind and window. Left out for none.',
    of: () => WindowLimit,
    max: 20,
    optional: true,
  })
  windows?: WindowLimit[];
}

export class ControlsReceipt {
  @IntegerField({ description: 'The revision in force after the command.', example: 7 })
  revision: number;

  @FlagField({ description: 'False if a newer revision was in force already.' })
  applied: boolean;
}

export const setControls = declareAsk({
  subject: 'rpc.wallet.set-controls.v1',
  summary: 'Put the limits and blocks of a player in force, in the money path.',
  request: SetControls,
  reply: ControlsReceipt,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'vital',
  actor: 'service',
  errors: ['invalid_request'],
});

/** One limit and what of it is used. */
export class LimitUse extends SpendingLimit {
  @PartField({ description: 'Used in the present period.', of: () => MoneyAmount })
  used: MoneyAmount;

  @PartField({ description: 'Left in the present period.', of: () => MoneyAmount })
  remaining: MoneyAmount;

  @InstantField({ description: "When the next period starts, on the player's clock." })
  resetsAt: string;
}

/** What a player spent in the present period. */
export class PeriodSpending {
  @ChoiceField({ description: 'The calendar period.', of: limitPeriods, example: 'day' })
  period: LimitPeriod;

  @PartField({
    description: 'Gross deposits, those asked for but not yet paid included.',
    of: () => MoneyAmount,
  })
  deposited: MoneyAmount;

  @PartField({ description: 'Stakes, those in play included.', of: () => MoneyAmount })
  staked: MoneyAmount;

  @PartField({ description: 'Payouts of the rounds started in it.', of: () => MoneyAmount })
  paidOut: MoneyAmount;

  @PartField({ description: 'Payouts less stakes.', of: () => SignedAmount })
  netPosition: SignedAmount;
}

export class Spending {
  @IntegerField({ description: 'Revision of the controls in force; 0 before the first.', example: 7 })
  revision: number;

  @ListField({ description: 'Limits in force with their use.', of: () => LimitUse })
  limits: LimitUse[];

  @ListField({ description: 'Blocks in force now.', of: () => SpendingBlock })
  blocks: SpendingBlock[];

  @ListField({ description: 'Day, week and month.', of: () => PeriodSpending })
  periods: PeriodSpending[];

  @ListField({
    description: 'Limits of windows in force with their use; absent for none.',
    of: () => WindowUse,
    optional: true,
  })
  windows?: WindowUse[];
}

export const readSpending = declareAsk({
  subject: 'rpc.wallet.read-spending.v1',
  summary: 'Limits in force, what of them is used, and the net position of day, week and month.',
  request: PlayerRef,
  reply: Spending,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'vital',
  actor: 'service',
  errors: ['no_account'],
});

/** Counts a deposit against the gross deposit limits before a provider is asked for it. Idempotent by `depositId`. */
export class ReserveDeposit extends PlayerRef {
  @IdField({ description: 'The deposit of payments.' })
  depositId: string;

  @PartField({ description: 'What the player wants to deposit.', of: () => PositiveAmount })
  amount: PositiveAmount;

  @FlagField({ description: 'Only say whether it would pass.', optional: true })
  dryRun?: boolean;
}

export const reserveDeposit = declareAsk({
  subject: 'rpc.wallet.reserve-deposit.v1',
  summary: 'Check a deposit against blocks and gross deposit limits, and count it.',
  request: ReserveDeposit,
  reply: Done,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: ['no_account', 'deposit_blocked', 'deposit_limit_reached', 'idempotency_key_reused'],
});

/** A deposit came to nothing: it no longer counts. One that was credited stays counted. Idempotent. */
export class CancelDeposit extends PlayerRef {
  @IdField({ description: 'The deposit of payments.' })
  depositId: string;
}

export const cancelDeposit = declareAsk({
  subject: 'rpc.wallet.cancel-deposit.v1',
  summary: 'Give a reserved deposit back to the gross deposit limits.',
  request: CancelDeposit,
  reply: Done,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: [],
});
