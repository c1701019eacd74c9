import { declareAsk } from '../declare.js';
import { FlagField, ListField, PartField, TextField } from '../fields.js';
import { ConvertBonus, ForfeitBonus, GrantBonus, GrantFreeRounds } from './bonus.js';
import { AdjustBalance, ReverseTransaction, TransferMoney } from './corrections.js';
import { CreditDeposit, EndHold, HoldWithdrawal } from './funding.js';
import { LedgerReceipt } from './receipt.js';
import { CorrectRound } from './round-corrections.js';
import { SettleRound } from './settle-round.js';
import { CreditPayout, PlaceStake, StakeRollback, StakeSettlement, StakeVoid } from './stakes.js';
import { CreditWin } from './wins.js';

/** One command of any kind: exactly one member is given, as its own ask takes it. A `dryRun` in it is refused. */
export class LedgerCommand {
  @PartField({ description: 'credit-deposit.', of: () => CreditDeposit, optional: true })
  deposit?: CreditDeposit;

  @PartField({ description: 'hold-withdrawal.', of: () => HoldWithdrawal, optional: true })
  hold?: HoldWithdrawal;

  @PartField({
    description: 'commit-withdrawal, of a hold from before the batch.',
    of: () => EndHold,
    optional: true,
  })
  commit?: EndHold;

  @PartField({
    description: 'release-withdrawal, of a hold from before the batch.',
    of: () => EndHold,
    optional: true,
  })
  release?: EndHold;

  @PartField({ description: 'settle-round.', of: () => SettleRound, optional: true })
  round?: SettleRound;

  @PartField({ description: 'place-stake.', of: () => PlaceStake, optional: true })
  stake?: PlaceStake;

  @PartField({ description: 'credit-payout.', of: () => CreditPayout, optional: true })
  payout?: CreditPayout;

  @PartField({ description: 'settle-stakes.', of: () => StakeSettlement, optional: true })
  settlement?: StakeSettlement;

  @PartField({ description: 'void-stakes.', of: () => StakeVoid, optional: true })
  void?: StakeVoid;

  @PartField({ description: 'roll-back-stakes.', of: () => StakeRollback, optional: true })
  rollback?: StakeRollback;

  @PartField({ description: 'credit-win.', of: () => CreditWin, optional: true })
  win?: CreditWin;

  @PartField({ description: 'grant-bonus.', of: () => GrantBonus, optional: true })
  bonus?: GrantBonus;

  @PartField({ description: 'grant-free-rounds.', of: () => GrantFreeRounds, optional: true })
  freeRounds?: GrantFreeRounds;

  @PartField({
    description: 'convert-bonus, of an award from before the batch.',
    of: () => ConvertBonus,
    optional: true,
  })
  conversion?: ConvertBonus;

  @PartField({
    description: 'forfeit-bonus, of an award from before the batch.',
    of: () => ForfeitBonus,
    optional: true,
  })
  forfeit?: ForfeitBonus;

  @PartField({ description: 'adjust-balance.', of: () => AdjustBalance, optional: true })
  adjustment?: AdjustBalance;

  @PartField({ description: 'reverse-transaction.', of: () => ReverseTransaction, optional: true })
  reversal?: ReverseTransaction;

  @PartField({ description: 'correct-round.', of: () => CorrectRound, optional: true })
  correction?: CorrectRound;

  @PartField({ description: 'transfer-money.', of: () => TransferMoney, optional: true })
  transfer?: TransferMoney;
}

/** Commands of any kind and of any players, in one durable commit, each with its own result. */
export class CarryOut {
  @ListField({ description: 'In this order for each player.', of: () => LedgerCommand, max: 500 })
  commands: LedgerCommand[];

  @FlagField({ description: 'Only say what would be done with each, one after the other.', optional: true })
  dryRun?: boolean;
}

export class CommandResult {
  @TextField({
    description: 'done; replayed (was done before); or the error code that its own ask would answer.',
    max: 40,
    example: 'done',
  })
  code: string;

  @PartField({ description: 'What was recorded, where it was.', of: () => LedgerReceipt, optional: true })
  receipt?: LedgerReceipt;
}

export class CommandResults {
  @ListField({ description: 'One result each, in the order of the request.', of: () => CommandResult })
  results: CommandResult[];
}

export const carryOut = declareAsk({
  subject: 'rpc.wallet.carry-out.v1',
  summary: 'Carry out commands of any kind, in one durable commit; one that is refused hinders no other.',
  request: CarryOut,
  reply: CommandResults,
  deadlineMs: 4000,
  idempotent: true,
  priority: 'vital',
  actor: 'service',
  errors: ['invalid_request'],
});
