import { commonError, gamesError, type Round, type VoidOpenRound, walletError } from '@croupier/contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { roundOf } from '../rounds/round-of.js';
import { DecisionRounds } from './decision-rounds.service.js';
import { type DecisionRow } from './decision-row.js';
import { Steps } from './steps.service.js';

export class VoidOpenRoundCommand extends Command<Round> {
  constructor(readonly request: VoidOpenRound) {
    super();
  }
}

/** How often a player may be faster before staff are told to look again. */
const attempts = 5;

/**
 * Ends a round that waits for its player, with the approval of two people: it is written into the row that the round is void, from
 * which on nothing is decided in it, and then the ledger returns its stakes. A step that is under way is undone first. What a crash
 * leaves between the two, the process that looks after rounds in play finishes.
 * Key: the round with its approval. Locks: none; each change is made from a version of the row. Tells: nothing; the wallet tells
 * round voided. Refuses: not_found, round_over (it has ended: what it paid is corrected by the wallet), round_moved_on.
 */
@CommandHandler(VoidOpenRoundCommand)
export class VoidOpenRoundHandler implements ICommandHandler<VoidOpenRoundCommand> {
  constructor(
    private readonly rounds: DecisionRounds,
    private readonly steps: Steps,
  ) {}

  async execute({ request }: VoidOpenRoundCommand): Promise<Round> {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const annulled = await this.annulled(request);
      if (!annulled) continue;
      await this.steps.settle(annulled);
      const round = await this.steps.present(request.playerId, request.roundId);
      if (round) return roundOf(round);
    }
    throw gamesError('round_moved_on');
  }

  /** @returns undefined if the round moved on meanwhile */
  private async annulled({
    playerId,
    roundId,
    approvalId,
    reason,
  }: VoidOpenRound): Promise<DecisionRow | undefined> {
    const row = await this.rounds.find(playerId, roundId);
    if (!row || row.state === 'undone') throw commonError('not_found', { field: 'roundId' });
    if (row.voided?.approvalId === approvalId) return row;
    if (row.state === 'settling' || row.state === 'settled') throw walletError('round_over');
    if (!row.pending) return this.rounds.annul(row, { approvalId, reason });
    // Its stake goes back as well, also before it comes; then the round is looked at anew.
    await this.steps.undo(row, row.pending);
    return undefined;
  }
}
