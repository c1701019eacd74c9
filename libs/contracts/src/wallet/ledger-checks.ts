import { currencies } from '@croupier/kernel';
import { Done, PlayerRef } from '../common.js';
import { declareAsk, declareFact } from '../declare.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  TextField,
} from '../fields.js';

export const ledgerChecks = ['C1', 'C2', 'C3', 'J1'] as const;
export type LedgerCheck = (typeof ledgerChecks)[number];

const meaning =
  'C1 all entries of a currency sum to zero; C2 each transaction does; C3 each stored balance is the sum of its entries; J1 a jackpot is what its rounds made of it.';

export class AccountFrozen extends PlayerRef {
  @ChoiceField({ description: 'The currency.', of: currencies, example: 'GBP' })
  currency: (typeof currencies)[number];

  @IdField({ description: 'The difference that was found.' })
  differenceId: string;

  @ChoiceField({ description: meaning, of: ledgerChecks, example: 'C3' })
  check: LedgerCheck;
}

export const accountFrozen = declareFact({
  subject: 'evt.wallet.account.frozen.v1',
  summary: 'An account does not add up: nothing is staked and nothing leaves it until a person has looked.',
  payload: AccountFrozen,
  aggregate: 'playerId',
});

export class ListLedgerDifferences {
  @FlagField({ description: 'True leaves out those that somebody released.', optional: true })
  open?: boolean;

  @TextField({ description: '`next` of the page before.', max: 200, optional: true })
  cursor?: string;

  @IntegerField({ description: 'Rows per page.', min: 1, max: 100, optional: true, example: 25 })
  limit?: number;
}

/** Something of the ledger that does not add up. */
export class LedgerDifference {
  @IdField({ description: 'Its id.' })
  differenceId: string;

  @InstantField({ description: 'When it was found.' })
  foundAt: string;

  @ChoiceField({ description: meaning, of: ledgerChecks, example: 'C3' })
  check: LedgerCheck;

  @IdField({ description: 'Whose account it is; absent for a sum over all accounts.', optional: true })
  playerId?: string;

  @ChoiceField({ description: 'The currency.', of: currencies, example: 'GBP' })
  currency: (typeof currencies)[number];

  @TextField({
    description: 'What is stored and what it should be, in minor units: cash/bonus/in play/withdrawing.',
    max: 1000,
    example: 'the account stores 500/0/0/0 at version 3, its last transaction says 400/0/0/0 at version 3',
  })
  fact: string;

  @InstantField({ description: 'When the account was released.', optional: true })
  releasedAt?: string;

  @IdField({ description: 'Who released it.', optional: true })
  releasedBy?: string;

  @TextField({ description: 'Why.', max: 500, optional: true })
  reason?: string;
}

export class LedgerDifferencePage {
  @InstantField({ description: 'When what changed was last looked at.' })
  checkedAt: string;

  @InstantField({ description: 'When the last full pass ended; absent before the first.', optional: true })
  passedAt?: string;

  @FlagField({ description: 'Whether a full pass is under way.' })
  passing: boolean;

  @ListField({ description: 'Newest first.', of: () => LedgerDifference })
  data: LedgerDifference[];

  @TextField({ description: 'Cursor of the next page; absent on the last.', max: 200, optional: true })
  next?: string;
}

export const listLedgerDifferences = declareAsk({
  subject: 'rpc.wallet.list-ledger-differences.v1',
  summary: 'What of the ledger does not add up, newest first, and when it was last looked at.',
  request: ListLedgerDifferences,
  reply: LedgerDifferencePage,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: [],
});

export class CheckLedger {}

export const checkLedgerWhole = declareAsk({
  subject: 'rpc.wallet.check-ledger.v1',
  summary: 'Start a full pass over the whole history of every account.',
  request: CheckLedger,
  reply: Done,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: [],
});

/** Ends the freeze of an account. Idempotent; what else is wrong freezes it again. */
export class ReleaseAccount extends PlayerRef {
  @ChoiceField({ description: 'The account.', of: currencies, example: 'GBP' })
  currency: (typeof currencies)[number];

  @IdField({ description: 'Who releases it.' })
  staffId: string;

  @TextField({
    description: 'Why. No names, no addresses.',
    min: 5,
    max: 500,
    example: 'row restored from backup',
  })
  reason: string;
}

export const releaseAccount = declareAsk({
  subject: 'rpc.wallet.release-account.v1',
  summary: 'Release an account that was frozen because it did not add up.',
  request: ReleaseAccount,
  reply: Done,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: [],
});
