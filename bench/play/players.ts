import { newId } from '@croupier/kernel';

/** One who plays: a token and an open session of a game. */
export interface Player {
  playerId: string;
  token: string;
  sessionId: string;
  /** Until when the game's cycle lasts, on `performance.now()`. */
  restsUntil: number;
}

/**
 * Gives out players who may play now, the one who has rested longest first. With fewer players than rounds in a cycle of
 * the game the next one is waited for, and then it is the players who bound what is measured.
 */
export class Players {
  private first = 0;
  /** How often nobody was ready. */
  waits = 0;

  constructor(private readonly all: Player[]) {}

  async next(): Promise<Player> {
    const player = this.all[this.first];
    if (!player) throw new Error('there are no players');
    this.first = (this.first + 1) % this.all.length;
    const leftMs = player.restsUntil - performance.now();
    if (leftMs > 0) {
      this.waits += 1;
      await new Promise((resolve) => setTimeout(resolve, leftMs));
    }
    return player;
  }
}

/** Headers of a request that a player makes once. */
export function headersOf({ token }: Player): string {
  return `authorization: Bearer ${token}\r\nidempotency-key: ${newId()}\r\n`;
}
