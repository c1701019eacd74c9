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
 * Gives out players as they sit at their games: whoever has played plays again as soon as the game's cycle is over, and
 * only if nobody is ready another one sits down. So there are as many at play as the rounds need, and no more. Once nobody
 * is left to sit down the next who is ready is waited for, and then it is the players who bound what is measured.
 */
export class Players {
  private readonly resting: Player[] = [];
  private first = 0;
  private seated = 0;
  /** How often nobody was ready. */
  waits = 0;

  constructor(private readonly all: readonly Player[]) {}

  /** Resolves when everybody's last cycle is over. */
  async rested(): Promise<void> {
    const until = Math.max(...this.all.map(({ restsUntil }) => restsUntil));
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, until - performance.now())));
  }

  async next(): Promise<Player> {
    const rested = this.resting[this.first];
    const leftMs = rested ? rested.restsUntil - performance.now() : Infinity;
    if (rested && (leftMs <= 0 || this.seated === this.all.length)) {
      this.first += 1;
      if (leftMs > 0) {
        this.waits += 1;
        await new Promise((resolve) => setTimeout(resolve, leftMs));
      }
      return rested;
    }
    const player = this.all[this.seated];
    if (!player) throw new Error('there are no players, or all of them play');
    this.seated += 1;
    return player;
  }

  /** @param restMs how long the player does not play again */
  rests(player: Player, restMs: number): void {
    player.restsUntil = performance.now() + restMs;
    this.resting.push(player);
  }
}

/** Headers of a request that a player makes once. */
export function headersOf({ token }: Player): string {
  return `authorization: Bearer ${token}\r\nidempotency-key: ${newId()}\r\n`;
}
