import { newId } from '@croupier/kernel';
import { type EntityManager, IsNull, LessThan } from 'typeorm';
import { type LoginSessionEntity, type LoginTokenEntity } from './login-session.entity.js';
import { judgeRefresh, newRefreshToken, type SessionBounds, sessionIdOf, tokenHash } from './refresh.js';

/** How a session of anybody may end by itself. */
type OwnEnd = 'token_reused' | 'expired';

/** Whose sessions: where they are kept, and how long they live. */
interface SessionsOf<Session> {
  sessions: new () => Session;
  tokens: new () => LoginTokenEntity;
  bounds: SessionBounds;
}

/** A closed session is kept for a day, so that its tokens are still known for what they were. */
const keepClosedMs = 24 * 60 * 60 * 1000;
const batch = 20;

/**
 * The life of login sessions, in the caller's transaction: by the same rules for players and for staff, who differ in
 * what their tokens say, what is told of them and how long they last.
 */
export abstract class LoginSessionsService<Session extends LoginSessionEntity, Tokens, End extends string> {
  protected constructor(private readonly of: SessionsOf<Session>) {}

  /** What the holder of a session gets. */
  protected abstract answer(manager: EntityManager, session: Session, refreshToken: string): Promise<Tokens>;

  protected abstract tellClosed(
    manager: EntityManager,
    session: Session,
    reason: End | OwnEnd,
    closedAt: string,
  ): Promise<void>;

  /**
   * Exchanges the newest refresh token of a session for the next. A token used twice ends the session, but for an
   * immediate repeat, which is refused and nothing else. Undefined is a refusal: the caller commits and then refuses.
   */
  async refresh(manager: EntityManager, refreshToken: string, now: Date): Promise<Tokens | undefined> {
    const { sessions, tokens, bounds } = this.of;
    const sessionId = sessionIdOf(refreshToken);
    if (sessionId === undefined) return undefined;
    // Locked, so that of two at once one wins.
    const session = (await manager.findOne<LoginSessionEntity>(sessions, {
      where: { sessionId },
      lock: { mode: 'pessimistic_write' },
    })) as Session | null;
    const known = { sessionId, tokenHash: tokenHash(refreshToken) };
    const token = await manager.findOneBy<LoginTokenEntity>(tokens, known);
    const verdict = judgeRefresh(session ?? undefined, token ?? undefined, now, bounds);
    if (!session || verdict === 'refuse') return undefined;
    if (verdict === 'rotate') return this.rotate(manager, session, now);
    await this.close(manager, session, verdict === 'revoke' ? 'token_reused' : 'expired', now);
    return undefined;
  }

  /** The caller holds the session's lock and has seen that it is open. */
  async close(manager: EntityManager, session: Session, reason: End | OwnEnd, now: Date): Promise<void> {
    const { sessionId } = session;
    await manager.update<LoginSessionEntity>(
      this.of.sessions,
      { sessionId },
      { closedAt: now, closeReason: reason },
    );
    await this.tellClosed(manager, session, reason, now.toISOString());
  }

  /** Closes some sessions that ran out unused, and forgets some that were closed long ago. */
  async tidy(manager: EntityManager, now: Date): Promise<void> {
    const { sessions, bounds } = this.of;
    const before = (ms: number): Date => new Date(now.getTime() - ms);
    const expired = (await manager.find<LoginSessionEntity>(sessions, {
      where: [
        { closedAt: IsNull(), lastUsedAt: LessThan(before(bounds.idleMs)) },
        { closedAt: IsNull(), openedAt: LessThan(before(bounds.absoluteMs)) },
      ],
      order: { lastUsedAt: 'ASC' },
      take: batch,
      lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
    })) as Session[];
    for (const session of expired) await this.close(manager, session, 'expired', now);
    const { tableName } = manager.dataSource.getMetadata(sessions);
    await manager.query(
      `DELETE FROM ${tableName} WHERE session_id IN (
         SELECT session_id FROM ${tableName} WHERE closed_at < $1
          ORDER BY closed_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [before(keepClosedMs), batch],
    );
  }

  /** Keeps a new session and gives its first tokens. */
  protected async begin(manager: EntityManager, session: Session): Promise<Tokens> {
    await manager.insert<LoginSessionEntity>(this.of.sessions, session);
    return this.issue(manager, session);
  }

  /** Spends the newest token and gives the next. */
  private async rotate(manager: EntityManager, session: Session, now: Date): Promise<Tokens> {
    const { sessionId, generation } = session;
    await manager.update<LoginTokenEntity>(this.of.tokens, { sessionId, generation }, { spentAt: now });
    const next = { generation: generation + 1, lastUsedAt: now };
    await manager.update<LoginSessionEntity>(this.of.sessions, { sessionId }, next);
    return this.issue(manager, Object.assign(session, next));
  }

  private async issue(manager: EntityManager, session: Session): Promise<Tokens> {
    const { sessionId, generation } = session;
    const refreshToken = newRefreshToken(sessionId);
    const row = { sessionId, generation, tokenHash: tokenHash(refreshToken), spentAt: null };
    await manager.insert<LoginTokenEntity>(this.of.tokens, row);
    return this.answer(manager, session, refreshToken);
  }
}

/** The members every new session begins with. */
export function newSession(now: Date): LoginSessionEntity<never> {
  return {
    ...{ sessionId: newId(), generation: 1, openedAt: now, lastUsedAt: now },
    ...{ closedAt: null, closeReason: null },
  };
}
