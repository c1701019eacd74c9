import {
  type StakeEnd,
  type StakeEnds,
  stakeEndCodes,
  type StakeSettlement,
  type StakeVoid,
} from '@croupier/contracts';
import { DomainError, invariant } from '@croupier/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService, type Posted } from '../ledger/ledger.service.js';
import { type Posting } from '../ledger/posting.js';
import { receiptOf } from '../ledger/receipt.js';
import { settlementPosting, voidPosting } from './postings.js';

export type StakeEnding = { settle: StakeSettlement } | { void: StakeVoid };

export class EndStakesCommand extends Command<StakeEnds> {
  constructor(
    readonly endings: readonly StakeEnding[],
    readonly dryRun = false,
  ) {
    super();
  }
}

/**
 * Ends players' parts in rounds, all in one durable commit: settled against one payout, or voided with every stake
 * returned as it was split. Never refused for a limit or a block. A void of a round without a stake is remembered, so
 * that a stake which arrives later is refused.
 * Key: (round_end, roundId) for both ways, without expiry, so that the second way is refused for ever. Locks: the
 * account rows in a fixed order. Tells: round settled, round voided.
 */
@CommandHandler(EndStakesCommand)
export class EndStakesHandler implements ICommandHandler<EndStakesCommand> {
  constructor(private readonly ledger: LedgerService) {}

  async execute({ endings, dryRun }: EndStakesCommand): Promise<StakeEnds> {
    const postings = endings.map((ending) =>
      'settle' in ending ? settlementPosting(ending.settle) : voidPosting(ending.void),
    );
    const results = await this.ledger.carryOutAll(postings, dryRun);
    return { results: results.map((result, index) => endOf(postings[index], result)) };
  }
}

function endOf(posting: Posting | undefined, result: Posted | DomainError): StakeEnd {
  invariant(posting, 'a result has its posting');
  const { playerId, externalId: roundId } = posting;
  if (!(result instanceof DomainError)) {
    return { playerId, roundId, code: result.replayed ? 'replayed' : 'done', receipt: receiptOf(result) };
  }
  const code = result.code === 'idempotency_key_reused' ? 'round_over' : result.code;
  const known = stakeEndCodes.find((candidate) => candidate === code);
  if (!known) throw result;
  return { playerId, roundId, code: known };
}
