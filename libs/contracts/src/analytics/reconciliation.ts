import { declareAsk } from '../declare.js';
import {
  FlagField,
  InstantField,
  IntegerField,
  ListField,
  PartField,
  SignedAmount,
  TextField,
} from '../fields.js';

export class ReadReconciliation {}

/** One account of the ledger beside what the figures say it must hold. */
export class ReconciliationLine {
  @TextField({
    description: 'Account of the ledger; payment providers together.',
    max: 60,
    example: 'game_revenue',
  })
  account: string;

  @TextField({ description: 'The figure it is held against.', max: 200, example: 'GGR' })
  figure: string;

  @PartField({ description: 'What the ledger says.', of: () => SignedAmount })
  ledger: SignedAmount;

  @PartField({ description: 'What the figures say.', of: () => SignedAmount })
  figures: SignedAmount;

  @PartField({
    description: 'Ledger less figures: zero, or facts are on their way, or something is wrong.',
    of: () => SignedAmount,
  })
  difference: SignedAmount;
}

export class Reconciliation {
  @InstantField({ description: 'When the two were compared.' })
  comparedAt: string;

  @FlagField({ description: 'True if every difference is zero and no fact is missing.' })
  exact: boolean;

  @IntegerField({
    description: 'C-02 Versions of accounts whose fact has not come, between those that have.',
  })
  missingFacts: number;

  @ListField({ description: 'C-01 By currency and account.', of: () => ReconciliationLine })
  lines: ReconciliationLine[];
}

export const readReconciliation = declareAsk({
  subject: 'rpc.analytics.read-reconciliation.v1',
  summary: 'The figures held against the ledger, account by account; the differences must be zero.',
  request: ReadReconciliation,
  reply: Reconciliation,
  deadlineMs: 6000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: [],
});
