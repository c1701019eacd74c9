import { answerOf, api, ProblemError, type Schemas } from '../api/client.js';
import { houseClock } from '../api/house-clock.js';

/** Nothing waits for an answer in a session that is over. */
const over = ['session_closed', 'not_found'];

/** The game that this page opened last, and from when on the platform takes no round of it before the player looks at the clock. */
class OpenCheck {
  private game: { id: string; dueAt: number } | undefined;

  opened({ gameSessionId, realityCheckAt }: Schemas['GameSession']): void {
    this.game = { id: gameSessionId, dueAt: momentOf(realityCheckAt) };
  }

  get isDue(): boolean {
    return this.game !== undefined && houseClock.now() >= this.game.dueAt;
  }

  /** A round was refused: by the clock of the house it is due. */
  refused({ code }: ProblemError): void {
    if (this.game && code === 'reality_check_due') this.game.dueAt = 0;
  }

  /** Tells the platform that the player has looked. @throws ProblemError if it does not answer */
  async answer(): Promise<void> {
    if (!this.game) return;
    const { id } = this.game;
    try {
      const params = { path: { id } };
      const { realityCheckAt } = await answerOf(api.POST('/v1/game-sessions/{id}/reality-check', { params }));
      this.game = { id, dueAt: momentOf(realityCheckAt) };
    } catch (error) {
      if (!(error instanceof ProblemError && over.includes(error.code))) throw error;
      this.game = undefined;
    }
  }
}

function momentOf(iso: string | undefined): number {
  return iso === undefined ? Infinity : Date.parse(iso);
}

export const openCheck = new OpenCheck();
