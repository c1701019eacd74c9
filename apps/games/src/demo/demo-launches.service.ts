import { type GameSession, gamesError, type OpenGameSession, readSessionNet } from '@croupier/contracts';
import { Clock, type GameSessionId, newId } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { checkOfLaunch, TransactionRunner } from '@croupier/persistence';
import { PlayAccess } from '@croupier/runtime';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { isOfferedAsDemo, roundMaximum } from '../catalogue/game.js';
import { cycleEnd, refuseBeside } from '../decisions/decision-rounds.service.js';
import { retireSeed } from '../fairness/seed-table.js';
import { ServerSeeds } from '../fairness/server-seeds.service.js';
import { GameSessionEntity } from '../sessions/game-session.entity.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { capCurrency, stakeCapOf } from '../sessions/stake-cap.js';
import type { DemoSessionEntity } from './demo-session.entity.js';
import { playMoney } from './play-money.js';

interface Opening {
  playerId: string;
  gameSessionId: string;
  gameId: string;
  stakeCap: number;
  salt: Buffer;
  realityCheckMinutes: number | undefined;
}

type Opened = Pick<DemoSessionEntity, 'openedAt' | 'realityCheckAt' | 'startsFrom'> & {
  /** From when on the session before took rounds. */
  before: Date | null;
};

/** A session for money that was closed by this launch, and the end of the cycle of the last round dealt. */
interface Left {
  session: GameSessionEntity;
  dealtUntil: Date | null;
}

/**
 * Launches a game for play money, for a verified player as SR 3.2.11 asks; the game opened before, for money or not, is closed
 * in the same transaction. The wallet is asked for nothing but when the last round of a session for money began, because its cycle
 * goes on. Not idempotent: a repeat begins again with all of the play money.
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
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  async open({ playerId, gameId }: OpenGameSession): Promise<GameSession> {
    const { game, offlineSince } = this.catalogue.offer(gameId);
    if (!isOfferedAsDemo(game)) throw gamesError('no_demo', { field: 'gameId' });
    if (offlineSince) throw gamesError('game_offline');
    const eligibility = await this.access.eligible(playerId);
    const stakeCap = roundMaximum(game, capCurrency) ?? stakeCapOf(eligibility).stakeCap;
    const gameSessionId = newId<GameSessionId>();
    const salt = this.seeds.newSalt();
    const { realityCheckMinutes } = eligibility;
    const opening = { playerId, gameSessionId, gameId, stakeCap, salt, realityCheckMinutes };
    // Until the ledger has said so, the last round for money may have begun this very moment.
    const atMost = new Date(this.clock.nowFor(playerId).getTime() + game.minimumCycleMs);
    const { opened, left } = await this.transactions.run(async (manager) => {
      const closed = await this.closeOther(manager, playerId);
      return { opened: await open(manager, opening, closed && { ...closed, atMost }), left: closed };
    });
    const startsFrom = left
      ? await this.held(opening, latest(opened.before, await this.cycleOf(left, game.minimumCycleMs)))
      : opened.startsFrom;
    const { openedAt, realityCheckAt } = opened;
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
      ...(startsFrom ? { nextRoundAt: startsFrom.toISOString() } : {}),
      ...(realityCheckAt ? { realityCheckAt: realityCheckAt.toISOString() } : {}),
    };
  }

  /**
   * When a game of this cycle may start after the last round of the session that was closed; null before its first. A ledger that
   * does not say may have taken one a moment ago.
   */
  private async cycleOf({ session, dealtUntil }: Left, cycleMs: number): Promise<Date | null> {
    const { playerId, gameSessionId, currency } = session;
    const lastRoundAt = await this.bus.ask(readSessionNet, { playerId, gameSessionId, currency }).then(
      (position) => position.lastRoundAt,
      () => this.clock.nowFor(playerId).toISOString(),
    );
    if (lastRoundAt === undefined) return dealtUntil;
    return new Date(Math.max(Date.parse(lastRoundAt) + cycleMs, dealtUntil?.getTime() ?? 0));
  }

  /** Nothing if the player has launched another one meanwhile. @returns from when on it takes rounds, on the player's clock */
  private async held({ playerId, gameSessionId }: Opening, until: Date | null): Promise<Date | null> {
    const [rows] = await this.transactions.run(
      (manager) =>
        manager.query(
          `UPDATE demo_sessions SET starts_from = $3
            WHERE player_id = $1 AND game_session_id = $2 RETURNING starts_from AS "startsFrom"`,
          [playerId, gameSessionId, until],
        ) as Promise<[Pick<DemoSessionEntity, 'startsFrom'>[], number]>,
    );
    return rows[0]?.startsFrom ?? null;
  }

  /**
   * The session for money, and with it what its rounds are drawn from. @returns undefined if none was open
   * @throws DomainError `round_in_play`
   */
  private async closeOther(manager: EntityManager, playerId: string): Promise<Left | undefined> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [playerId]);
    const lock = { mode: 'pessimistic_write' } as const;
    const other = await manager.findOne(GameSessionEntity, { where: { playerId, closedAt: IsNull() }, lock });
    await refuseBeside(manager, playerId);
    if (!other) return undefined;
    const { gameSessionId } = other;
    await manager.query(
      `UPDATE game_sessions SET closed_at = clock_timestamp() WHERE player_id = $1 AND game_session_id = $2`,
      [playerId, gameSessionId],
    );
    await retireSeed(manager, playerId);
    await this.sessions.outdated(manager, { playerId, gameSessionId });
    return { session: other, dealtUntil: await cycleEnd(manager, playerId) };
  }
}

function latest(one: Date | null, other: Date | null): Date | null {
  return one && other && one < other ? other : (one ?? other);
}

/** The cycle of the round before goes on, and so does the reality check: to begin again does not make play faster, or longer. */
async function open(
  manager: EntityManager,
  { playerId, gameSessionId, gameId, stakeCap, salt, realityCheckMinutes }: Opening,
  closed: (Left & { atMost: Date }) | undefined,
): Promise<Opened> {
  const [session] = (await manager.query(
    `INSERT INTO demo_sessions (player_id, game_session_id, game_id, currency, stake_cap, seed_salt, balance, opened_at,
        reality_check_at, starts_from)
     SELECT $1, $2, $3, $4, $5, $6, $7, opened, ${checkOfLaunch('before.check_at', '$9')}, greatest($10::timestamptz, $11)
       FROM clock_timestamp() AS opened,
            coalesce($8::timestamptz, (SELECT reality_check_at FROM demo_sessions WHERE player_id = $1 AND closed_at IS NULL))
              AS before (check_at)
     ON CONFLICT (player_id) DO UPDATE
        SET game_session_id = excluded.game_session_id, game_id = excluded.game_id, currency = excluded.currency,
            stake_cap = excluded.stake_cap, seed_salt = excluded.seed_salt, balance = excluded.balance,
            last_round = NULL, hand = NULL, opened_at = excluded.opened_at, closed_at = NULL,
            reality_check_at = excluded.reality_check_at,
            starts_from = greatest(demo_sessions.starts_from, excluded.starts_from)
     RETURNING opened_at AS "openedAt", reality_check_at AS "realityCheckAt", starts_from AS "startsFrom",
               (SELECT starts_from FROM demo_sessions WHERE player_id = $1) AS before`,
    [
      ...[playerId, gameSessionId, gameId, capCurrency, stakeCap, salt, playMoney],
      ...[closed?.session.realityCheckAt ?? null, realityCheckMinutes ?? null],
      ...[closed?.atMost ?? null, closed?.dealtUntil ?? null],
    ],
  )) as [Opened];
  return session;
}
