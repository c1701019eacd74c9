import { answerOf, api, ProblemError, type Schemas } from '../api/client.js';
import { houseClock } from '../api/house-clock.js';

/** Nothing waits for an answer in a session that is over. */
const over = ['session_closed', 'not_found'];

type Session = Pick<Schemas['GameSession'], 'gameSessionId' | 'realityCheckAt'>;
type Where = 'game' | 'table';

/** The game or live table that this page opened last, and from when on the platform takes no bet in it before the player looks at the clock. */
class OpenCheck {
  private game: { id: string; where: Where; dueAt: number } | undefined;

  opened({ gameSessionId, realityCheckAt }: Session, where: Where = 'game'): void {
    this.game = { id: gameSessionId, where, dueAt: momentOf(realityCheckAt) };
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
    const { id, where } = this.game;
    try {
      const params = { path: { id } };
      const { realityCheckAt } = await answerOf(
        where === 'table'
          ? api.POST('/v1/table-sessions/{id}/reality-check', { params })
          : api.POST('/v1/game-sessions/{id}/reality-check', { params }),
      );
      this.game = { id, where, dueAt: momentOf(realityCheckAt) };
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
