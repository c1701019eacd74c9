import {
  type AwardReceipt,
  type AwardRef,
  bonusConverted,
  bonusForfeited,
  type ForfeitBonus,
  walletError,
} from '@croupier/contracts';
import { type Currency, DomainError } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { movementOf, type Posting } from '../ledger/posting.js';
import { receiptOf } from '../ledger/receipt.js';

export type AwardEnd = 'convert' | 'forfeit';

export class EndAwardCommand extends Command<AwardReceipt> {
  constructor(
    readonly request: AwardRef | ForfeitBonus,
    readonly end: AwardEnd,
  ) {
    super();
  }
}

/**
 * Ends an award, once and in one way: its bonus money becomes cash (convert) or goes back to the house together with
 * the free rounds left (forfeit). Cash is never touched. While bonus money is in play its round is waited for.
 * Key: (award_end, awardId) for both, so that the second way is refused for ever. Locks: the player's account row.
 * Tells: bonus converted or forfeited. Refuses: no_account, award_not_active, stakes_in_play.
 */
@CommandHandler(EndAwardCommand)
export class EndAwardHandler implements ICommandHandler<EndAwardCommand> {
  constructor(
    private readonly ledger: LedgerService,
    private readonly transactions: TransactionRunner,
  ) {}

  async execute({ request, end }: EndAwardCommand): Promise<AwardReceipt> {
    try {
      const posting = await this.posting(request, end);
      const posted = await this.ledger.carryOut(posting, request.dryRun);
      const { currency } = posted.bonus;
      return { ...receiptOf(posted), amount: { amount: Math.abs(posted.bonusChange), currency } };
    } catch (error) {
      const endedOtherwise = error instanceof DomainError && error.code === 'idempotency_key_reused';
      throw endedOtherwise ? walletError('award_not_active') : error;
    }
  }

  /** @throws DomainError `award_not_active` for an award that is not known */
  async posting(request: AwardRef | ForfeitBonus, end: AwardEnd): Promise<Posting> {
    const { playerId, awardId } = request;
    const currency = await this.currencyOf(playerId, awardId);
    const converted = end === 'convert';
    const reason = 'reason' in request ? { reason: request.reason } : {};
    return movementOf({
      playerId,
      source: 'award_end',
      externalId: awardId,
      kind: converted ? 'bonus_conversion' : 'bonus_forfeit',
      currency,
      intent: { end },
      fact: {
        subject: (converted ? bonusConverted : bonusForfeited).subject,
        payload: { awardId, ...reason },
      },
      movement: { awardId },
    });
  }

  /** The currency of an award never changes, so it can be read before the transaction that ends it. */
  private async currencyOf(playerId: string, awardId: string): Promise<Currency> {
    const rows = await this.transactions.read(
      (database) =>
        database.query(`SELECT currency FROM awards WHERE player_id = $1 AND award_id = $2`, [
          playerId,
          awardId,
        ]) as Promise<{ currency: Currency }[]>,
    );
    const [row] = rows;
    if (!row) throw walletError('award_not_active');
    return row.currency;
  }
}
