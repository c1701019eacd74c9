import { playerVerified, type PlayerRef, type Verification } from '@croupier/contracts';
import { Clock, newId } from '@croupier/kernel';
import { outgoing, tell, timeLeftMs } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PlayerEntity } from '../players/player.entity.js';
import { PlayersQueries } from '../players/players.queries.js';
import { verificationOf } from '../players/views.js';
import { isAdult } from './age.js';
import { KycBureau } from './bureau.client.js';
import { type CheckOutcome, VerificationCheckEntity } from './verification-check.entity.js';

export class VerifyPlayerCommand extends Command<Verification> {
  constructor(readonly request: PlayerRef) {
    super();
  }
}

interface Ending {
  outcome: CheckOutcome;
  reasons: string[];
}

const decisions = { pass: 'passed', refer: 'referred', fail: 'failed', under_age: 'failed' } as const;

/** A check older than this was left by a process that died; the bureau's deadline is well below it. */
const claimMs = 2000;
const pollMs = 40;
const waitMs = 1500;

/**
 * Has a player checked. The check is claimed on the player's row first and decided by its claimant alone, so two
 * requests at once lead to one decision; the other one waits for it. No answer of the bureau is no decision.
 * Key: the claim; a pass is final. Locks: the player's row, never while the bureau is asked.
 * Tells: player verified, with each change of the decision. Refuses: not_found.
 */
@CommandHandler(VerifyPlayerCommand)
export class VerifyPlayerHandler implements ICommandHandler<VerifyPlayerCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly players: PlayersQueries,
    private readonly bureau: KycBureau,
    private readonly clock: Clock,
  ) {}

  async execute({ request: { playerId } }: VerifyPlayerCommand): Promise<Verification> {
    const player = await this.players.player(playerId);
    if (player.verificationStatus === 'passed') return verificationOf(player);
    const checkId = newId();
    const requestedAt = this.clock.now();
    if (!(await this.claim(playerId, checkId, requestedAt))) return this.decisionOfOther(playerId);
    const ending = await this.ask(player, checkId);
    return this.transactions.run(async (manager) => {
      const endedAt = this.clock.now();
      const check = { playerId, checkId, ...ending, requestedAt, endedAt };
      await manager.insert(VerificationCheckEntity, check);
      const current = await this.players.locked(manager, playerId);
      if (current.checkId !== checkId) return verificationOf(current);
      const change = changeBy(current, ending, endedAt);
      await manager.update(PlayerEntity, { playerId }, { ...change, checkId: null, checkStartedAt: null });
      const outcome = ending.outcome === 'no_answer' ? undefined : decisions[ending.outcome];
      if (outcome && outcome !== current.verificationStatus) {
        await tell(
          manager,
          outgoing(playerVerified, { playerId, outcome, decidedAt: endedAt.toISOString() }),
        );
      }
      return verificationOf({ ...current, ...change });
    });
  }

  /** False if another check is under way, or has just passed the player. */
  private async claim(playerId: string, checkId: string, now: Date): Promise<boolean> {
    return this.transactions.run(async (manager) => {
      const player = await this.players.locked(manager, playerId);
      const startedAt = player.checkStartedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
      const underWay = Math.abs(now.getTime() - startedAt) < claimMs;
      if (player.verificationStatus === 'passed' || underWay) return false;
      const first = player.verificationStatus === 'unverified';
      await manager.update(
        PlayerEntity,
        { playerId },
        {
          checkId,
          checkStartedAt: now,
          ...(first ? { verificationStatus: 'pending', version: player.version + 1 } : {}),
        },
      );
      return true;
    });
  }

  /** The law does not ask the bureau: who is under 18 fails here, and their data does not leave the house. */
  private async ask(player: PlayerEntity, reference: string): Promise<Ending> {
    const { playerId, givenName, familyName, dateOfBirth, address } = player;
    if (!isAdult(dateOfBirth, this.clock.nowFor(playerId)))
      return { outcome: 'under_age', reasons: ['under_age'] };
    const answer = await this.bureau.check({ reference, givenName, familyName, dateOfBirth, address });
    return answer ?? { outcome: 'no_answer', reasons: ['bureau_unavailable'] };
  }

  private async decisionOfOther(playerId: string): Promise<Verification> {
    const until = performance.now() + Math.min(waitMs, timeLeftMs() - 100);
    for (;;) {
      const player = await this.players.player(playerId);
      if (player.checkId === null || performance.now() > until) return verificationOf(player);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }
}

/** What an ending changes on the player. No answer leaves an earlier decision as it is. */
function changeBy(player: PlayerEntity, { outcome, reasons }: Ending, at: Date): Partial<PlayerEntity> {
  if (outcome !== 'no_answer') {
    const verificationStatus = decisions[outcome];
    const version = player.version + 1;
    return { verificationStatus, verificationReasons: reasons, verificationDecidedAt: at, version };
  }
  return player.verificationStatus === 'pending' ? { verificationReasons: reasons } : {};
}
