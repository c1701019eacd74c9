import {
  type RollbackResult,
  type RollbackResults,
  rollbackCodes,
  type RollBackStakes,
  type StakeRollback,
} from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService, type Posted } from '../ledger/ledger.service.js';
import { receiptOf } from '../ledger/receipt.js';
import { rollbackPosting } from './postings.js';

export class RollBackStakesCommand extends Command<RollbackResults> {
  constructor(readonly request: RollBackStakes) {
    super();
  }
}

/**
 * Takes single stakes back, all in one durable commit, each by its own amount and split. Never refused for a limit, a
 * block or a session that is over. One that comes before its stake is noted, and the stake is refused when it comes.
 * Key: (rollback, stakeId), without expiry. Locks: the account rows in a fixed order. Tells: stake rolled back.
 */
@CommandHandler(RollBackStakesCommand)
export class RollBackStakesHandler implements ICommandHandler<RollBackStakesCommand> {
  constructor(private readonly ledger: LedgerService) {}

  async execute({ request: { rollbacks, dryRun } }: RollBackStakesCommand): Promise<RollbackResults> {
    const results = await this.ledger.carryOutAll(rollbacks.map(rollbackPosting), dryRun);
    return { results: rollbacks.map((rollback, index) => resultOf(rollback, results[index])) };
  }
}

function resultOf(
  { playerId, stakeId, currency }: StakeRollback,
  result: Posted | DomainError | undefined,
): RollbackResult {
  if (result === undefined || result instanceof DomainError) {
    const known = rollbackCodes.find((candidate) => candidate === result?.code);
    if (!known) throw result ?? new Error('a rollback has a result');
    return { playerId, stakeId, code: known };
  }
  const done = result.stake > 0 ? 'done' : 'noted';
  return {
    ...{ playerId, stakeId, code: result.replayed ? 'replayed' : done },
    refund: { amount: result.stake, currency },
    refundToBonus: { amount: result.payoutToBonus, currency },
    receipt: receiptOf(result),
  };
}
