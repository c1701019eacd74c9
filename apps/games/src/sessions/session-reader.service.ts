import { type GameSessionRef } from '@croupier/contracts';
import { runInContext } from '@croupier/messaging';
import { prepared, TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import type { GameSessionEntity } from './game-session.entity.js';

interface Waiting {
  ref: GameSessionRef;
  resolve: (session: GameSessionEntity | undefined) => void;
  reject: (error: unknown) => void;
}

/** As the driver gives it: a bigint as text. */
type Row = Omit<GameSessionEntity, 'stakeCap'> & { stakeCap: string };

const readsAtOnce = 2;
const most = 256;
const budgetMs = 2000;

const statement = {
  name: 'sessions-of-players',
  text: `
    SELECT s.player_id AS "playerId", s.game_session_id AS "gameSessionId", s.game_id AS "gameId", s.currency,
           s.stake_cap AS "stakeCap", s.cap_changes_at AS "capChangesAt", s.opened_at AS "openedAt",
           s.closed_at AS "closedAt", s.seed_salt AS "seedSalt", s.client_seed AS "clientSeed",
           s.seeded_at AS "seededAt", s.refusals, s.starts_from AS "startsFrom",
           s.reality_check_at AS "realityCheckAt"
      FROM unnest($1::uuid[], $2::uuid[]) AS asked (player_id, game_session_id)
      JOIN game_sessions s USING (player_id, game_session_id)`,
};

/**
 * Reads sessions, those that are asked for together with one statement: at the peak of an evening many a round is the first of
 * its player in a while, and to read each session by itself costs more than to play the round.
 */
@Injectable()
export class SessionReader {
  private waiting: Waiting[] = [];
  private reads = 0;
  private woken = false;

  constructor(private readonly transactions: TransactionRunner) {}

  /** As it is in the database after this was called. @throws DomainError `service_unavailable` if the database is away */
  find(ref: GameSessionRef): Promise<GameSessionEntity | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ref, resolve, reject });
      this.wake();
    });
  }

  /** When the turn ends: what one read of the socket brought is in one statement. */
  private wake(): void {
    if (this.woken) return;
    this.woken = true;
    setImmediate(() => {
      this.woken = false;
      while (this.waiting.length > 0 && this.reads < readsAtOnce) void this.run(this.waiting.splice(0, most));
    });
  }

  private async run(batch: readonly Waiting[]): Promise<void> {
    this.reads += 1;
    try {
      const found = await this.read(batch.map(({ ref }) => ref));
      for (const { ref, resolve } of batch) resolve(found.get(keyOf(ref)));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    this.reads -= 1;
    if (this.waiting.length > 0) this.wake();
  }

  /** It belongs to no call of its own, whose time may be over before that of the others. */
  private async read(refs: readonly GameSessionRef[]): Promise<Map<string, GameSessionEntity>> {
    const values = [refs.map(({ playerId }) => playerId), refs.map(({ gameSessionId }) => gameSessionId)];
    const context = { deadlineAt: performance.now() + budgetMs, actor: 'system:games', trace: '' };
    const rows = await runInContext(context, () =>
      this.transactions.read(async (database) => {
        const runner = database.createQueryRunner();
        try {
          return await prepared<Row>(runner.manager, { ...statement, values });
        } finally {
          await runner.release();
        }
      }),
    );
    return new Map(rows.map((row) => [keyOf(row), { ...row, stakeCap: Number(row.stakeCap) }]));
  }
}

/** Whoever asks may write an id in capitals. */
function keyOf({ playerId, gameSessionId }: GameSessionRef): string {
  return `${playerId} ${gameSessionId}`.toLowerCase();
}
