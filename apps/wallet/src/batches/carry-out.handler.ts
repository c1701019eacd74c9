import {
  type ConvertBonus,
  type CarryOut,
  type CommandResult,
  type CommandResults,
  commonError,
  type EndHold,
  type ForfeitBonus,
  type LedgerCommand,
} from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AwardsQueries } from '../awards/awards.queries.js';
import { type AwardEnd, awardEndPosting, grantPosting } from '../awards/postings.js';
import { correctionPosting } from '../corrections/postings.js';
import { HoldsQueries } from '../funding/holds.queries.js';
import { depositPosting, type HoldEnd, holdEndPosting, holdPosting } from '../funding/postings.js';
import { LedgerService, type Posted } from '../ledger/ledger.service.js';
import { type Posting } from '../ledger/posting.js';
import { receiptOf } from '../ledger/receipt.js';
import { roundPosting } from '../rounds/posting.js';
import {
  payoutPosting,
  rollbackPosting,
  settlementPosting,
  stakePosting,
  voidPosting,
} from '../stakes/postings.js';
import { winPosting } from '../wins/posting.js';

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
    commit: (request) => this.holdEnd(request, 'commit'),
    release: (request) => this.holdEnd(request, 'release'),
    round: roundPosting,
    stake: stakePosting,
    payout: payoutPosting,
    settlement: settlementPosting,
    void: voidPosting,
    rollback: rollbackPosting,
    win: winPosting,
    bonus: grantPosting,
    freeRounds: grantPosting,
    conversion: (request) => this.awardEnd(request, 'convert'),
    forfeit: (request) => this.awardEnd(request, 'forfeit'),
    adjustment: (adjust) => correctionPosting({ adjust }),
    reversal: (reverse) => correctionPosting({ reverse }),
    correction: (correct) => correctionPosting({ correct }),
    transfer: (transfer) => correctionPosting({ transfer }),
  };

  constructor(
    private readonly ledger: LedgerService,
    private readonly holds: HoldsQueries,
    private readonly awards: AwardsQueries,
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

  private async holdEnd(request: EndHold, end: HoldEnd): Promise<Posting> {
    return holdEndPosting(request, end, await this.holds.amountOf(request.playerId, request.withdrawalId));
  }

  private async awardEnd(request: ConvertBonus | ForfeitBonus, end: AwardEnd): Promise<Posting> {
    return awardEndPosting(request, end, await this.awards.currencyOf(request.playerId, request.awardId));
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
