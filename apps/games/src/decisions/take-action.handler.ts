import { commonError, gamesError, type PlayedRound, type TakeAction } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DemoHands } from '../demo/demo-hands.service.js';
import { RecentRounds } from '../rounds/recent-rounds.js';
import { roundOf } from '../rounds/round-of.js';
import { priceOf, recordedAs } from './asked-action.js';
import { DecisionRounds } from './decision-rounds.service.js';
import { actionsOf, type DecisionRow, isSameAction, type Receipt, stakeIdOf } from './decision-row.js';
import { checkPace } from './pace.js';
import { situationAfter } from './played-decisions.js';
import { Steps } from './steps.service.js';

export class TakeActionCommand extends Command<PlayedRound> {
  constructor(readonly request: TakeAction) {
    super();
  }
}

/**
 * Takes a decision: what it stakes is placed in the ledger first, then it is written into the round, and the last one settles
 * it. In a round that runs on by itself it counts from the moment in which it comes here. Key: the Idempotency-Key in the round's trail; a repeat goes on where the first attempt stopped, and gets its answer.
 * Locks: none; each change is made from a version of the row. Tells: nothing; the wallet tells stakes and round settled.
 * One for play money is taken by `DemoHands`.
 * Refuses: not_found, action_not_allowed, round_moved_on, round_too_soon, idempotency_key_reused; from the wallet insufficient_funds,
 * play_blocked and the player's limits, after which the round is as it was.
 */
@CommandHandler(TakeActionCommand)
export class TakeActionHandler implements ICommandHandler<TakeActionCommand> {
  constructor(
    private readonly rounds: DecisionRounds,
    private readonly steps: Steps,
    private readonly recent: RecentRounds,
    private readonly clock: Clock,
    private readonly demos: DemoHands,
  ) {}

  async execute({ request }: TakeActionCommand): Promise<PlayedRound> {
    const { playerId, roundId, idempotencyKey: key } = request;
    const receivedAt = this.clock.nowFor(playerId);
    const row = await this.rounds.find(playerId, roundId);
    if (!row || row.state === 'undone') return this.demos.act(request);
    const after = await this.steps.settle(await this.taken(row, request, receivedAt));
    const answer = await this.steps.answer(after, key);
    if (!answer.open) this.recent.add(playerId, roundOf(answer));
    return answer;
  }

  /** The row with the decision in it. */
  private async taken(
    row: DecisionRow,
    { idempotencyKey: key, step, action }: TakeAction,
    receivedAt: Date,
  ): Promise<DecisionRow> {
    const rules = await this.steps.rulesOf(row);
    const taken = recordedAs(action, row, rules, receivedAt);
    const known = row.trail.find((entry) => entry.key === key) ?? row.pending;
    if (known?.key === key) {
      if (!isSameAction(known.action, taken)) throw commonError('idempotency_key_reused');
      return row.pending?.key === key ? this.steps.carryOut(row, row.pending, false) : row;
    }
    if (row.state !== 'open') throw ended(row);
    if (row.pending || row.trail.length - 1 !== step) throw gamesError('round_moved_on');
    checkPace(row, rules, taken, receivedAt);
    const amount = priceOf(rules, situationAfter(row, rules, actionsOf(row.trail)), taken);
    if (amount === 0) return this.steps.take(row, { key, action: taken, amount }, lastReceipt(row));
    const pending = { key, action: taken, amount, stakeId: stakeIdOf(row.round_id, row.attempts + 1) };
    const begun = await this.rounds.begin(row, pending);
    if (!begun) throw gamesError('round_moved_on');
    return this.steps.carryOut(begun, pending, true);
  }
}

function lastReceipt({ trail }: DecisionRow): Receipt {
  const last = trail.at(-1);
  if (!last) throw commonError('internal', { detail: 'an open round was dealt' });
  return last.receipt;
}

function ended({ state }: DecisionRow): Error {
  if (state === 'dealing') return gamesError('round_moved_on');
  return gamesError('action_not_allowed', { field: 'roundId', detail: 'The round has ended.' });
}
