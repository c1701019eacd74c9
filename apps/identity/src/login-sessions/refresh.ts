import { createHash, randomBytes } from 'node:crypto';
import { isUuid } from '@croupier/kernel';
import { type LoginSessionEntity, type LoginTokenEntity } from './login-session.entity.js';

/** How long a session lives. */
export interface SessionBounds {
  /** A session nobody uses for so long ends. */
  idleMs: number;
  /** A session ends after so long in any case. */
  absoluteMs: number;
}

export const playerBounds: SessionBounds = { idleMs: 30 * 60 * 1000, absoluteMs: 12 * 60 * 60 * 1000 };
/** For so long a second use may be an answer that was lost, or another tab. */
const graceMs = 10_000;

const form = /^r1\.([0-9a-f-]{36})\.[A-Za-z0-9_-]{43}$/;

/** A refresh token: `r1.<session id>.<32 random bytes>`. Only its hash is stored. */
export function newRefreshToken(sessionId: string): string {
  return `r1.${sessionId}.${randomBytes(32).toString('base64url')}`;
}

/** The session a token names; undefined for anything that is not of its form. */
export function sessionIdOf(token: string): string | undefined {
  const id = form.exec(token)?.[1];
  return isUuid(id) ? id : undefined;
}

/** The token has 256 random bits: a plain hash cannot be guessed back. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/**
 * What a refresh token does to its session: `rotate` gives the next token, `refuse` changes nothing,
 * `revoke` ends the session because somebody else may hold a token, `expire` ends it for its age.
 */
export type RefreshVerdict = 'rotate' | 'refuse' | 'revoke' | 'expire';

type Session = Pick<LoginSessionEntity, 'generation' | 'openedAt' | 'lastUsedAt' | 'closedAt'>;
type Token = Pick<LoginTokenEntity, 'generation' | 'spentAt'>;

/** @param token as stored; undefined if the session never had it. Both rows are locked by the caller. */
export function judgeRefresh(
  session: Session | undefined,
  token: Token | undefined,
  now: Date,
  bounds: SessionBounds = playerBounds,
): RefreshVerdict {
  if (!session || !token || session.closedAt) return 'refuse';
  if (isExpired(session, now, bounds)) return 'expire';
  if (token.spentAt === null) return 'rotate';
  const successorUnused = token.generation === session.generation - 1;
  const atOnce = now.getTime() < token.spentAt.getTime() + graceMs;
  return successorUnused && atOnce ? 'refuse' : 'revoke';
}

export function isExpired(
  session: Pick<Session, 'openedAt' | 'lastUsedAt'>,
  now: Date,
  bounds: SessionBounds = playerBounds,
): boolean {
  return (
    now.getTime() >= session.lastUsedAt.getTime() + bounds.idleMs ||
    now.getTime() >= session.openedAt.getTime() + bounds.absoluteMs
  );
}
