import { type GameSession, gamesError, type OpenGameSession, profileError } from '@croupier/contracts';
import { type GameSessionId, newId } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { isOfferedAsDemo, roundMaximum } from '../catalogue/game.js';
import { refuseBeside } from '../decisions/decision-rounds.service.js';
import { retireSeed } from '../fairness/seed-table.js';
import { ServerSeeds } from '../fairness/server-seeds.service.js';
import { GameSessionEntity } from '../sessions/game-session.entity.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { capCurrency, stakeCapOf } from '../sessions/stake-cap.js';
import { PlayAccess } from './play-access.service.js';

/** What everybody begins with: a hundred pounds of play money, in minor units. */
export const playMoney = 10_000;

interface Opening {
  playerId: string;
  gameSessionId: string;
  gameId: string;
  stakeCap: number;
  salt: Buffer;
}

/**
 * Launches a game for play money, for a verified player as SR 3.2.11 asks; the game opened before, for money or not, is closed
 * in the same transaction. The wallet is not asked. Not idempotent: a repeat begins again with all of the play money.
 * Locks: the player's own lock, then the open session against a round that is dealt right now. Tells: game seeds changed, if
 * a session for money was closed.
 * Refuses: unknown_game, no_demo, game_offline, not_verified, play_blocked, round_in_play; and whatever keeps profile or safer-gambling from
 * saying that the player may play.
 */
@Injectable()
export class DemoLaunches {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly sessions: SessionsService,
    private readonly access: PlayAccess,
    private readonly transactions: TransactionRunner,
    private readonly seeds: ServerSeeds,
  ) {}

  async open({ playerId, gameId }: OpenGameSession): Promise<GameSession> {
    const { game, offlineSince } = this.catalogue.offer(gameId);
    if (!isOfferedAsDemo(game)) throw gamesError('no_demo', { field: 'gameId' });
    if (offlineSince) throw gamesError('game_offline');
    const eligibility = await this.sessions.eligibility(playerId);
    if (!eligibility?.verified) throw profileError('not_verified');
    await this.access.insist(playerId);
    const stakeCap = roundMaximum(game, capCurrency) ?? stakeCapOf(eligibility).stakeCap;
    const gameSessionId = newId<GameSessionId>();
    const salt = this.seeds.newSalt();
    const openedAt = await this.transactions.run(async (manager) => {
      await this.closeOther(manager, playerId);
      return open(manager, { playerId, gameSessionId, gameId, stakeCap, salt });
    });
    return {
      gameSessionId,
      gameId,
      stakeCap: { amount: stakeCap, currency: capCurrency },
      minimumCycleMs: game.minimumCycleMs,
      openedAt: openedAt.toISOString(),
      mode: 'demo',
      playMoney: { amount: playMoney, currency: capCurrency },
      netPosition: { amount: 0, currency: capCurrency },
      elapsedMs: 0,
    };
  }

  /** The session for money, and with it what its rounds are drawn from. @throws DomainError `round_in_play` */
  private async closeOther(manager: EntityManager, playerId: string): Promise<void> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [playerId]);
    const lock = { mode: 'pessimistic_write' } as const;
    const other = await manager.findOne(GameSessionEntity, { where: { playerId, closedAt: IsNull() }, lock });
    await refuseBeside(manager, playerId);
    if (!other) return;
    const { gameSessionId } = other;
    await manager.query(
      `UPDATE game_sessions SET closed_at = clock_timestamp() WHERE player_id = $1 AND game_session_id = $2`,
      [playerId, gameSessionId],
    );
    await retireSeed(manager, playerId);
    await this.sessions.outdated(manager, { playerId, gameSessionId });
  }
}

/** The cycle of the round before goes on: to begin again does not make play faster. */
async function open(
  manager: EntityManager,
  { playerId, gameSessionId, gameId, stakeCap, salt }: Opening,
): Promise<Date> {
  const [{ opened_at: openedAt }] = (await manager.query(
    `INSERT INTO demo_sessions (player_id, game_session_id, game_id, currency, stake_cap, seed_salt, balance)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (player_id) DO UPDATE
        SET game_session_id = excluded.game_session_id, game_id = excluded.game_id, currency = excluded.currency,
            stake_cap = excluded.stake_cap, seed_salt = excluded.seed_salt, balance = excluded.balance,
            last_round = NULL, opened_at = excluded.opened_at, closed_at = NULL
     RETURNING opened_at`,
    [playerId, gameSessionId, gameId, capCurrency, stakeCap, salt, playMoney],
  )) as [{ opened_at: Date }];
  return openedAt;
}
