import { randomBytes } from 'node:crypto';
import { type LaunchStudioGame, studiosError, type StudioLaunch } from '@croupier/contracts';
import { type Currency, newId } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { PlayAccess } from '@croupier/runtime';
import { Injectable } from '@nestjs/common';
import { Presences } from '../breaker/presences.service.js';
import { OutboundProcess } from '../outbound/outbound.process.js';
import { StudiosConfig } from '../studios.config.js';
import type { Studio } from '../studios/studio.js';
import { Studios } from '../studios/studios.service.js';
import { EndingsService } from './endings.service.js';
import { launchUrlOf } from './launch-url.js';
import { hashOf, lockSessions, sessionColumns, sessionHours, type SessionRow } from './session.js';
import { stakeCapOf } from './stake-cap.js';

/** The law states the caps in it; the platform's stakes are in no other yet. */
const currency: Currency = 'GBP';
const launchMinutes = 5;

/** Sessions of studios' games: from the launch, whose token is good once, to their end. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly studios: Studios,
    private readonly transactions: TransactionRunner,
    private readonly access: PlayAccess,
    private readonly config: StudiosConfig,
    private readonly presences: Presences,
    private readonly endings: EndingsService,
    private readonly sending: OutboundProcess,
  ) {}

  /**
   * Ends the sessions opened before, at whatever studio, and tells the wallet, so that no other game goes on (RTS 14C).
   * @throws DomainError `unknown_studio_game`, `studio_game_away`, `not_verified`, `play_blocked`; once the session is there
   * `no_account`, `account_frozen`, `session_closed` if another game was launched later; and whatever keeps profile, safer-gambling or the wallet from saying that the player may play
   */
  async launch({ playerId, gameId, loginSessionId }: LaunchStudioGame): Promise<StudioLaunch> {
    const { studio, game } = this.studios.gameOf(gameId);
    if (!this.presences.isHere(studio.id)) throw studiosError('studio_game_away');
    const eligibility = await this.access.eligible(playerId);
    const token = newToken();
    const gameSessionId = newId();
    const hash = hashOf(token);
    const own = studio.dialect.policy.token === 'exchanged' ? null : hash;
    const { replaced, openedAt } = await this.transactions.run(async (manager) => {
      await lockSessions(manager, playerId);
      const before = await this.endings.replace(manager, playerId);
      const [{ opened_at: at }] = (await manager.query(
        `INSERT INTO studio_sessions (game_session_id, studio_id, player_id, game_code, currency, stake_cap,
           launch_hash, launch_until, token_hash, expires_at, login_session_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + interval '${launchMinutes} minutes', $8,
           clock_timestamp() + interval '${sessionHours} hours', $9) RETURNING opened_at`,
        [
          ...[gameSessionId, studio.id, playerId, game.code, currency, stakeCapOf(game, eligibility)],
          ...[hash, own, loginSessionId ?? null],
        ],
      )) as [{ opened_at: Date }];
      return { replaced: before, openedAt: at };
    });
    this.sending.nudge();
    await this.access.claim({ playerId, gameSessionId, currency, at: openedAt });
    const { realityCheckMinutes } = eligibility;
    const launch = {
      ...{ token, playerId, currency, realityCheckMinutes },
      stakeCap: stakeCapOf(game, eligibility),
    };
    const url = launchUrlOf(studio, game, launch, this.config.PUBLIC_URL);
    return { gameSessionId, gameId, url, replaced, openedAt: openedAt.toISOString() };
  }

  /** Changes a launch's token for the session's own, once. @returns undefined if it is none or was used */
  async exchange(
    studio: Studio,
    launchToken: string,
  ): Promise<{ token: string; session: SessionRow } | undefined> {
    const token = newToken();
    const [rows] = await this.transactions.run(
      (manager) =>
        manager.query(
          `UPDATE studio_sessions SET token_hash = $3
            WHERE studio_id = $1 AND launch_hash = $2 AND token_hash IS NULL AND launch_until > clock_timestamp()
              AND closed_at IS NULL RETURNING ${sessionColumns}`,
          [studio.id, hashOf(launchToken), hashOf(token)],
        ) as Promise<[SessionRow[], number]>,
    );
    const [session] = rows;
    return session ? { token, session } : undefined;
  }

  /** The session of a token, over or not. */
  byToken(studio: Studio, token: string): Promise<SessionRow | undefined> {
    return this.one(`studio_id = $1 AND token_hash = $2`, [studio.id, hashOf(token)]);
  }

  /** The newest session of a player with the studio, of one game if it is named. */
  newest(studio: Studio, playerId: string, gameCode?: string): Promise<SessionRow | undefined> {
    return this.one(
      `studio_id = $1 AND player_id = $2 AND ($3::text IS NULL OR game_code = $3) ORDER BY opened_at DESC LIMIT 1`,
      [studio.id, playerId, gameCode ?? null],
    );
  }

  private async one(clause: string, values: unknown[]): Promise<SessionRow | undefined> {
    const [row] = await this.transactions.read(
      (database) =>
        database.query(`SELECT ${sessionColumns} FROM studio_sessions WHERE ${clause}`, values) as Promise<
          SessionRow[]
        >,
    );
    return row;
  }
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}
