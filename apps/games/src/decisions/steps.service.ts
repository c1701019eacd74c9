import {
  commonError,
  gamesError,
  type PlayedRound,
  placeStake,
  rollBackStakes,
  settleStakes,
  type StakeEnd,
  type StakeReceipt,
  voidStakes,
} from '@croupier/contracts';
import { decisionTableOf } from '@croupier/game-maths';
import { Clock, DomainError, invariant } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { casinoCycleMs } from '../catalogue/table-game.js';
import { ServerSeeds } from '../fairness/server-seeds.service.js';
import { Definitions } from '../versions/definitions.queries.js';
import { DecisionRounds } from './decision-rounds.service.js';
import {
  actionsOf,
  type DecisionRow,
  type PendingStep,
  type Receipt,
  receiptOf,
  rulesKey,
  type Step,
  stakeOf,
  type TrailEntry,
} from './decision-row.js';
import { isPaced } from './pace.js';
import { answerAt, sealedDecisions, situationAfter } from './played-decisions.js';
import { type Rules } from './rules.js';
import { waitOf, waitOfRules } from './waits.js';

/** The wallet says: nothing was done, and nothing will be. */
const nothingDone = ['service_unavailable', 'overloaded', 'deadline_spent'];
/** A stake that recovery took back before it came. */
const takenBack = ['stake_rolled_back', 'round_over'];

/**
 * Carries a step of a round out: its stake in the ledger, then the step in the row, then the settlement if it was the last.
 * What was written down before tells whoever comes next, this process or another, how to go on after a crash between any two.
 */
@Injectable()
export class Steps {
  constructor(
    private readonly rounds: DecisionRounds,
    private readonly catalogue: Catalogue,
    private readonly definitions: Definitions,
    private readonly seeds: ServerSeeds,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /** What the round is played by. @throws DomainError `service_unavailable` where only newer software reads it */
  async rulesOf(row: DecisionRow): Promise<Rules> {
    const game = this.catalogue.find(row.game_id);
    const isOwn = game?.play === 'decisions' && game.hash === row.definition_hash;
    const { table, definition } = isOwn ? game : await this.formerRules(row);
    const { seed_salt: salt, client_seed: clientSeed, refusals, round_id: roundId } = row;
    return {
      ...{ table, definition, minimumCycleMs: this.cycleOf(row) },
      random: () => this.seeds.randomFor({ salt, clientSeed, refusals }, roundId),
      serverSeedHash: this.seeds.hashOf(salt).toString('hex'),
    };
  }

  /**
   * Places the stake of the step that is pending, and takes it. A refusal ends the step.
   * @throws DomainError of the wallet; `round_moved_on` if somebody else ended the step
   */
  async carryOut(row: DecisionRow, pending: PendingStep, fresh: boolean): Promise<DecisionRow> {
    if (pending.isUndone) throw commonError('outcome_unknown');
    let receipt: StakeReceipt;
    try {
      receipt = await this.bus.ask(placeStake, stakeOf(row, pending, this.cycleOf(row)));
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'internal') throw error;
      const isRefusal = error.kind !== 'unavailable' || (fresh && nothingDone.includes(error.code));
      if (isRefusal) await this.rounds.withdraw(row);
      throw takenBack.includes(error.code) ? gamesError('round_moved_on') : error;
    }
    const taken = await this.tryTaking(row, pending, receiptOf(receipt));
    if (taken) return taken;
    // The step was ended by somebody else: its stake must not stay in the round.
    await this.takeBack(row, pending);
    throw gamesError('round_moved_on');
  }

  private cycleOf({ game_id: gameId }: DecisionRow): number {
    return this.catalogue.find(gameId)?.minimumCycleMs ?? casinoCycleMs;
  }

  /** Takes a step that stakes nothing. @throws DomainError `round_moved_on` */
  async take(row: DecisionRow, step: Step, receipt: Receipt): Promise<DecisionRow> {
    const taken = await this.tryTaking(row, step, receipt);
    if (!taken) throw gamesError('round_moved_on');
    return taken;
  }

  /** Takes a step, whose stake is in the ledger if it has one. @returns undefined if the round moved on without it */
  private async tryTaking(
    row: DecisionRow,
    { key, action }: Step,
    receipt: Receipt,
  ): Promise<DecisionRow | undefined> {
    const rules = await this.rulesOf(row);
    const actions = [...actionsOf(row.trail), ...(action ? [action] : [])];
    const { payout, state } = situationAfter(row, rules, actions);
    const takenAt = this.clock.nowFor(row.player_id);
    const { shown, until } = action?.byDefault
      ? waitOfRules(row)
      : waitOf(row.started_at, rules, state, takenAt);
    const entry: TrailEntry = {
      ...{ key, receipt, at: this.clock.now().toISOString(), decideBy: shown.toISOString() },
      ...(action ? { action } : {}),
      ...(isPaced(rules, action) ? { pacedAt: takenAt.toISOString() } : {}),
    };
    const taken = await this.rounds.append(row, entry, { ended: payout !== undefined, until });
    if (taken) return taken;
    // Another attempt of the same request was faster.
    const now = await this.again(row);
    return now.trail.some((each) => each.key === key && key !== rulesKey) ? now : undefined;
  }

  /** Pays a round that has ended, or returns its stakes if it is void; one that is over stays as it is. Idempotent by the round. */
  async settle(row: DecisionRow): Promise<DecisionRow> {
    if (row.state !== 'settling') return row;
    const { player_id: playerId, round_id: roundId, currency } = row;
    if (row.voided) {
      const { reason } = row.voided;
      return this.over(
        row,
        await this.bus.ask(voidStakes, { voids: [{ playerId, roundId, currency, reason }] }),
      );
    }
    const rules = await this.rulesOf(row);
    const situation = situationAfter(row, rules, actionsOf(row.trail));
    invariant(situation.payout !== undefined, `round ${roundId} has ended`);
    const payout = { amount: situation.payout, currency };
    const outcome = sealedDecisions(row, rules, situation);
    return this.over(
      row,
      await this.bus.ask(settleStakes, { settlements: [{ playerId, roundId, payout, outcome }] }),
    );
  }

  /** The round with the answer of the ledger as that of its last step. */
  private async over(row: DecisionRow, { results }: { results: StakeEnd[] }): Promise<DecisionRow> {
    const receipt = results[0]?.receipt;
    if (!receipt)
      throw commonError('internal', {
        detail: `round ${row.round_id} was not ended: ${String(results[0]?.code)}`,
      });
    const trail = row.trail.map((entry, index) =>
      index === row.trail.length - 1
        ? { ...entry, receipt: receiptOf(receipt), at: receipt.recordedAt }
        : entry,
    );
    return (await this.rounds.settled(row, trail)) ?? (await this.again(row));
  }

  /** The answer to the step of a key. */
  async answer(row: DecisionRow, key: string): Promise<PlayedRound> {
    const index = row.trail.findIndex((entry) => entry.key === key);
    return answerAt(row, await this.rulesOf(row), index);
  }

  /** The round as it is now; undefined if it was never dealt. */
  async present(playerId: string, roundId: string): Promise<PlayedRound | undefined> {
    const row = await this.rounds.find(playerId, roundId);
    if (!row || row.trail.length === 0) return undefined;
    // What ended and is not paid yet is shown when it is: until then the last decision is still on its way.
    const index = row.state === 'settling' && !row.voided ? row.trail.length - 2 : row.trail.length - 1;
    return index < 0 ? undefined : answerAt(row, await this.rulesOf(row), index);
  }

  /**
   * Undoes a step that nobody finished: whoever is still at work on it cannot take it any more, and its stake is taken back,
   * also before it comes. A player who asks again begins it anew. @returns undefined if the round moved on
   */
  async undo(row: DecisionRow, pending: PendingStep): Promise<DecisionRow | undefined> {
    const claimed = await this.rounds.claim(row, pending);
    if (!claimed) return undefined;
    await this.takeBack(claimed, pending);
    return this.rounds.withdraw(claimed);
  }

  private async takeBack(
    { player_id: playerId, currency }: DecisionRow,
    { stakeId }: PendingStep,
  ): Promise<void> {
    const rollbacks = [{ playerId, stakeId, currency, reason: 'no_answer' }];
    await this.bus.ask(rollBackStakes, { rollbacks });
  }

  private async again({ player_id: playerId, round_id: roundId }: DecisionRow): Promise<DecisionRow> {
    const row = await this.rounds.find(playerId, roundId);
    invariant(row, 'a round that was there');
    return row;
  }

  private async formerRules({
    game_id: gameId,
    definition_hash: hash,
  }: DecisionRow): Promise<Pick<Rules, 'table' | 'definition'>> {
    const played = await this.definitions.played(gameId, hash);
    const table = played && decisionTableOf(played.engine.kind);
    invariant(table, `${hash} is the definition of a game with decisions`);
    return { table, definition: played.definition };
  }
}
