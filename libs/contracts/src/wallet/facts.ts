import { declareFact } from '../declare.js';
import {
  IdField,
  InstantField,
  IntegerField,
  JsonField,
  MoneyAmount,
  PartField,
  PositiveAmount,
  TextField,
} from '../fields.js';

/** What every fact of the ledger carries: the player's cash and version after it. */
export class LedgerFact {
  @IdField({ description: 'The player.' })
  playerId: string;

  @IdField({ description: 'The ledger transaction.' })
  transactionId: string;

  @PartField({ description: 'Playable cash after it.', of: () => MoneyAmount })
  balance: MoneyAmount;

  @PartField({ description: 'Requested withdrawals not yet paid, after it.', of: () => MoneyAmount })
  withdrawing: MoneyAmount;

  @IntegerField({ description: 'Version of the account after it; no version is left out.' })
  version: number;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt: string;
}

export class RoundSettled extends LedgerFact {
  @IdField({ description: 'The round.' })
  roundId: string;

  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @TextField({ description: 'The game.', max: 60 })
  gameId: string;

  @PartField({ description: 'Stake.', of: () => PositiveAmount })
  stake: PositiveAmount;

  @PartField({ description: 'Payout, stake included.', of: () => MoneyAmount })
  payout: MoneyAmount;

  @InstantField({ description: "Start of the round on the player's clock." })
  startedAt: string;

  @JsonField({ description: 'The outcome as recorded.' })
  outcome: Record<string, unknown>;
}

export const roundSettled = declareFact({
  subject: 'evt.wallet.round.settled.v1',
  summary: 'A round was staked and paid.',
  payload: RoundSettled,
});

export class DepositCredited extends LedgerFact {
  @IdField({ description: 'The deposit.' })
  depositId: string;

  @PartField({ description: 'The amount.', of: () => PositiveAmount })
  amount: PositiveAmount;
}

export const depositCredited = declareFact({
  subject: 'evt.wallet.deposit.credited.v1',
  summary: 'A deposit reached the player.',
  payload: DepositCredited,
});

export class WithdrawalMoved extends LedgerFact {
  @IdField({ description: 'The withdrawal.' })
  withdrawalId: string;

  @PartField({ description: 'The amount.', of: () => PositiveAmount })
  amount: PositiveAmount;
}

export const withdrawalHeld = declareFact({
  subject: 'evt.wallet.withdrawal.held.v1',
  summary: 'A requested withdrawal left the playable balance.',
  payload: WithdrawalMoved,
});

export const withdrawalCommitted = declareFact({
  subject: 'evt.wallet.withdrawal.committed.v1',
  summary: 'A withdrawal was paid out.',
  payload: WithdrawalMoved,
});

export const withdrawalReleased = declareFact({
  subject: 'evt.wallet.withdrawal.released.v1',
  summary: 'A withdrawal failed and its money is playable again.',
  payload: WithdrawalMoved,
});
