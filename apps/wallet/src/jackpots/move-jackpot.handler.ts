import {
  commonError,
  type JackpotMoveReceipt,
  jackpotMoved,
  type MoveJackpot,
  walletError,
  walletErrors,
} from '@croupier/contracts';
import { type Currency, type DomainError, idFrom } from '@croupier/kernel';
import { currentContext } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fingerprintOf } from '../ledger/posting.js';

export class MoveJackpotCommand extends Command<JackpotMoveReceipt> {
  constructor(readonly request: MoveJackpot) {
    super();
  }
}

interface MovedRow {
  verdict: string;
  transaction_id: string;
  amount: string;
  code: Currency;
  recorded: Date;
}

/** The account under which moves between pots stand in the journal: no player's, and never with a balance. */
export const houseAccountId = idFrom('house:jackpots');

/**
 * Closes a pot and moves all that is in it, to the millionth, to another one: what players paid in is theirs to win, whatever
 * becomes of the games. Key: (jackpot_transfer, approvalId), without expiry. Locks: the house's account, then both pots in the
 * order of their ids. Tells: jackpot moved, one fact a pot.
 * Refuses: no_jackpot, jackpot_closed (the one it should go to), other_currency, idempotency_key_reused.
 */
@CommandHandler(MoveJackpotCommand)
export class MoveJackpotHandler implements ICommandHandler<MoveJackpotCommand> {
  constructor(private readonly transactions: TransactionRunner) {}

  async execute({ request }: MoveJackpotCommand): Promise<JackpotMoveReceipt> {
    const { approvalId, jackpotId, toJackpotId, reason } = request;
    const [row] = await this.transactions.run(
      (manager) =>
        manager.query('SELECT * FROM move_pot($1, $2, $3, $4, $5, $6, $7, $8)', [
          ...[houseAccountId, jackpotId, toJackpotId, approvalId, reason],
          ...[fingerprintOf({ jackpotId, toJackpotId }), jackpotMoved.subject, currentContext()?.trace],
        ]) as Promise<[MovedRow]>,
    );
    if (row.verdict !== 'posted' && row.verdict !== 'replayed') throw refusal(row.verdict);
    return {
      transactionId: row.transaction_id,
      amount: { amount: Number(row.amount), currency: row.code },
      recordedAt: row.recorded.toISOString(),
      replayed: row.verdict === 'replayed',
    };
  }
}

function refusal(verdict: string): DomainError {
  if (verdict === 'idempotency_key_reused') return commonError(verdict);
  if (Object.hasOwn(walletErrors, verdict)) return walletError(verdict as keyof typeof walletErrors);
  return commonError('internal', { detail: `unknown verdict ${verdict}` });
}
