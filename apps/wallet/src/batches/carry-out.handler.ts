import {
  type CarryOut,
  type CommandResult,
  type CommandResults,
  commonError,
  type LedgerCommand,
} from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EndAwardHandler } from '../awards/end-award.handler.js';
import { grantPosting } from '../awards/grant-bonus.handler.js';
import { correctionPosting } from '../corrections/correct-balance.handler.js';
import { depositPosting } from '../funding/credit-deposit.handler.js';
import { EndHoldHandler } from '../funding/end-hold.handler.js';
import { holdPosting } from '../funding/hold-withdrawal.handler.js';
import { LedgerService, type Posted } from '../ledger/ledger.service.js';
import { type Posting } from '../ledger/posting.js';
import { receiptOf } from '../ledger/receipt.js';
import { roundPosting } from '../rounds/settle-round.handler.js';
import { payoutPosting } from '../stakes/credit-payout.handler.js';
import { settlementPosting, voidPosting } from '../stakes/end-stakes.handler.js';
import { stakePosting } from '../stakes/place-stake.handler.js';
import { rollbackPosting } from '../stakes/roll-back-stakes.handler.js';
import { winPosting } from '../wins/credit-win.handler.js';

export class CarryOutCommand extends Command<CommandResults> {
  constructor(readonly request: CarryOut) {
    super();
  }
}

type Member = keyof LedgerCommand;
type Maker<Name extends Member> = (request: Required<LedgerCommand>[Name]) => Posting | Promise<Posting>;

/**
 * Carries out commands of any kind in one durable commit, in their order for each player; each gets what its own ask
 * would answer, and one that is refused leaves no trace beside the others. Keys, locks and facts are those of the
 * commands.
 */
@CommandHandler(CarryOutCommand)
export class CarryOutHandler implements ICommandHandler<CarryOutCommand> {
  private readonly makers: { [Name in Member]-?: Maker<Name> } = {
    deposit: depositPosting,
    hold: holdPosting,
    commit: (request) => this.holds.posting(request, 'commit'),
    release: (request) => this.holds.posting(request, 'release'),
    round: roundPosting,
    stake: stakePosting,
    payout: payoutPosting,
    settlement: settlementPosting,
    void: voidPosting,
    rollback: rollbackPosting,
    win: winPosting,
    bonus: grantPosting,
    freeRounds: grantPosting,
    conversion: (request) => this.awards.posting(request, 'convert'),
    forfeit: (request) => this.awards.posting(request, 'forfeit'),
    adjustment: (adjust) => correctionPosting({ adjust }),
    reversal: (reverse) => correctionPosting({ reverse }),
    transfer: (transfer) => correctionPosting({ transfer }),
  };

  constructor(
    private readonly ledger: LedgerService,
    private readonly holds: EndHoldHandler,
    private readonly awards: EndAwardHandler,
  ) {}

  async execute({ request: { commands, dryRun } }: CarryOutCommand): Promise<CommandResults> {
    const only = commands.map(onlyMember);
    const made = await Promise.all(commands.map((command, index) => this.made(command, only[index])));
    const postings = made.filter((one) => !(one instanceof DomainError));
    const answers = await this.ledger.carryOutAll(postings, dryRun);
    let next = 0;
    return {
      results: made.map((one, index) =>
        resultOf(one instanceof DomainError ? one : answers[next++], only[index]),
      ),
    };
  }

  /** The posting of a command, or why there cannot be one. */
  private async made(command: LedgerCommand, name: Member | undefined): Promise<Posting | DomainError> {
    try {
      // Of one name, maker and member fit; the compiler cannot see that of any name.
      const make = this.makers[name as 'deposit'];
      return await make(command[name as 'deposit'] as Required<LedgerCommand>['deposit']);
    } catch (error) {
      if (error instanceof DomainError && error.kind !== 'unavailable') return error;
      throw error;
    }
  }
}

/** @throws DomainError `invalid_request` unless exactly one kind is given, without a `dryRun` of its own */
function onlyMember(command: LedgerCommand, index: number): Member {
  const given = Object.entries(command).filter(([, request]) => request !== undefined);
  const [only] = given as [Member, { dryRun?: boolean }][];
  if (!only || given.length > 1) throw commonError('invalid_request', { field: `commands.${index}` });
  if (only[1].dryRun !== undefined)
    throw commonError('invalid_request', { field: `commands.${index}.${only[0]}.dryRun` });
  return only[0];
}

/** Codes that a second way of ending the same thing gets in place of a reused key. */
const endedOtherwise: Partial<Record<Member, string>> = {
  ...{ settlement: 'round_over', void: 'round_over' },
  ...{ commit: 'hold_not_open', release: 'hold_not_open' },
  ...{ conversion: 'award_not_active', forfeit: 'award_not_active' },
};

function resultOf(result: Posted | DomainError | undefined, name: Member | undefined): CommandResult {
  if (result === undefined) throw new Error('a command has a result');
  if (!(result instanceof DomainError))
    return { code: result.replayed ? 'replayed' : 'done', receipt: receiptOf(result) };
  const reused = result.code === 'idempotency_key_reused' && name ? endedOtherwise[name] : undefined;
  return { code: reused ?? result.code };
}
