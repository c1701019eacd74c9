import { commonError, gamesError, type LedgerReceipt, walletError, walletErrors } from '@croupier/contracts';
import { Clock, type Currency, DomainError, invariant } from '@croupier/kernel';
import { currentContext, runInContext } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { GroupCommit } from './group-commit.js';
import { accountOrder, type PostCommand, postArguments, postCall } from './post-call.js';
import { type Posting } from './posting.js';

/** A row of the `post` function; bigint columns arrive as text. */
interface PostRow {
  place: number;
  verdict: string;
  /** Of a replay; of a new posting the caller knows it. */
  transaction_id: string | null;
  cash: string;
  bonus: string;
  version: string;
  stake: string | null;
  payout: string | null;
  stake_from_bonus: string | null;
  payout_to_bonus: string | null;
  bonus_change: string | null;
  outcome: object | null;
  recorded_at: Date;
  retry_after_ms: string | null;
  session_net: string | null;
}

/** What was recorded for a posting, the first time it was carried out; amounts in minor units. */
export interface Posted extends LedgerReceipt {
  stake: number;
  payout: number;
  stakeFromBonus: number;
  payoutToBonus: number;
  bonusChange: number;
  outcome: object;
}

/** Of group commit: two batches of half of what a busy service has in flight keep process and database at work. */
const bounds = {
  most: 128,
  waiting: 4096,
  beside: 64,
  ownerOf: ({ posting }: PostCommand) => posting.playerId,
};

/** Hands postings to the database's `post` and reads its verdicts. */
@Injectable()
export class LedgerService {
  private readonly commits = new GroupCommit<PostCommand, Posted>(
    (commands, deadlineAt) => this.commitTogether(commands, deadlineAt),
    bounds,
  );

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * Carries out one posting, durable before it answers; what else arrives meanwhile shares the commit.
   * @throws DomainError with a code of the wallet's table, or `idempotency_key_reused`
   */
  post(posting: Posting): Promise<Posted> {
    const deadlineAt = currentContext()?.deadlineAt ?? Number.POSITIVE_INFINITY;
    return this.commits.submit(this.commandOf(posting), deadlineAt);
  }

  /** `post`, or only what it would answer. */
  async carryOut(posting: Posting, dryRun = false): Promise<Posted> {
    if (!dryRun) return this.post(posting);
    const [result] = await this.carryOutAll([posting], dryRun);
    if (result instanceof DomainError) throw result;
    invariant(result, 'one posting has one result');
    return result;
  }

  /**
   * Carries out many postings in one durable transaction; each has its own result, in their order. A dry run is done by
   * the same code and undone before it returns.
   */
  async carryOutAll(postings: readonly Posting[], dryRun = false): Promise<(Posted | DomainError)[]> {
    if (postings.length === 0) return [];
    const commands = postings.map((posting) => this.commandOf(posting));
    if (!dryRun) return this.commit(commands);
    return inAccountOrder(commands, (ordered) =>
      this.transactions.rehearse(
        async (manager) => (await manager.query(postCall, postArguments(ordered))) as PostRow[],
      ),
    );
  }

  /** A batch belongs to no call of its own: it has the longest budget of those in it. */
  private commitTogether(
    commands: readonly PostCommand[],
    deadlineAt: number,
  ): Promise<(Posted | DomainError)[]> {
    const context = { deadlineAt, actor: 'system:wallet', trace: commands[0]?.trace ?? '' };
    return runInContext(context, () => this.commit(commands));
  }

  /** One statement that carries its commit: one trip to the database, however many commands. */
  private commit(commands: readonly PostCommand[]): Promise<(Posted | DomainError)[]> {
    return inAccountOrder(commands, (ordered) =>
      this.transactions.statement<PostRow>({
        name: 'post',
        text: postCall,
        values: postArguments(ordered),
      }),
    );
  }

  private commandOf(posting: Posting): PostCommand {
    const at = posting.at ?? this.clock.nowFor(posting.playerId).toISOString();
    return { posting, at, trace: currentContext()?.trace };
  }
}

/** Has commands carried out in the order in which `post` takes them. @returns their answers in their own order */
async function inAccountOrder(
  commands: readonly PostCommand[],
  call: (ordered: PostCommand[]) => Promise<PostRow[]>,
): Promise<(Posted | DomainError)[]> {
  const order = accountOrder(commands);
  const ordered = order.map((index) => at(commands, index));
  const answers: (Posted | DomainError)[] = [];
  for (const [place, answer] of answersOf(await call(ordered), ordered).entries())
    answers[at(order, place)] = answer;
  return answers;
}

function answersOf(rows: readonly PostRow[], commands: readonly PostCommand[]): (Posted | DomainError)[] {
  invariant(rows.length === commands.length, 'post answers each command once');
  const answers: (Posted | DomainError)[] = [];
  for (const row of rows) answers[row.place - 1] = resultOf(row, at(commands, row.place - 1).posting);
  return answers;
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  invariant(item !== undefined, `there is no command ${index}`);
  return item;
}

function resultOf(row: PostRow, posting: Posting): Posted | DomainError {
  if (row.verdict !== 'posted' && row.verdict !== 'replayed') return refusal(row);
  const currency = posting.currency as Currency;
  return {
    transactionId: row.transaction_id ?? posting.transactionId,
    balance: { amount: Number(row.cash), currency },
    bonus: { amount: Number(row.bonus), currency },
    version: Number(row.version),
    recordedAt: row.recorded_at.toISOString(),
    replayed: row.verdict === 'replayed',
    stake: Number(row.stake ?? 0),
    payout: Number(row.payout ?? posting.payout ?? 0),
    stakeFromBonus: Number(row.stake_from_bonus ?? 0),
    payoutToBonus: Number(row.payout_to_bonus ?? 0),
    bonusChange: Number(row.bonus_change ?? 0),
    ...(row.session_net ? { sessionNet: { amount: Number(row.session_net), currency } } : {}),
    // What was recorded, where the ledger adds to it: of a jackpot.
    outcome: row.outcome ?? (row.verdict === 'posted' ? posting.outcome : undefined) ?? {},
  };
}

function refusal({ verdict, retry_after_ms }: PostRow): DomainError {
  if (verdict === 'idempotency_key_reused') return commonError(verdict);
  if (verdict === 'round_too_soon')
    return walletError(verdict, { retryAfterMs: Number(retry_after_ms ?? 0) });
  // Games refuse by these as well, for whatever they know themselves.
  if (verdict === 'session_closed' || verdict === 'round_in_play') return gamesError(verdict);
  if (Object.hasOwn(walletErrors, verdict)) return walletError(verdict as keyof typeof walletErrors);
  return commonError('internal', { detail: `unknown verdict ${verdict}` });
}
