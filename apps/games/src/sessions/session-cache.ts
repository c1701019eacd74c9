import type { GameSessionEntity } from './game-session.entity.js';

interface Entry {
  openedAt: number;
  /** Missing where it is only known that a session was opened then. */
  session?: GameSessionEntity;
  until: number;
}

export interface SessionCacheOptions {
  maximum: number;
  ttlMs: number;
  /** A clock that only moves forward, in ms. */
  now: () => number;
}

/**
 * The open session of each player, for a while. A player has one: a newer one, or the word that there is one,
 * replaces it, and an older one never comes back, whatever the order in which they are learned.
 */
export class SessionCache {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly options: SessionCacheOptions) {}

  find(playerId: string, gameSessionId: string): GameSessionEntity | undefined {
    const entry = this.entries.get(playerId);
    if (!entry || entry.until <= this.options.now()) return undefined;
    return entry.session?.gameSessionId === gameSessionId ? entry.session : undefined;
  }

  keep(session: GameSessionEntity): void {
    this.set(session.playerId, { openedAt: session.openedAt.getTime(), session });
  }

  /** A session was opened, perhaps by another process: what was open before is closed. */
  opened(playerId: string, gameSessionId: string, openedAt: Date): void {
    if (this.find(playerId, gameSessionId)) return;
    this.set(playerId, { openedAt: openedAt.getTime() });
  }

  /** What is known of the player's session is out of date as of then; it is read anew until this is forgotten. */
  outdated(playerId: string, changedAt: Date): void {
    this.set(playerId, { openedAt: changedAt.getTime() });
  }

  clear(): void {
    this.entries.clear();
  }

  private set(playerId: string, entry: Omit<Entry, 'until'>): void {
    const now = this.options.now();
    const known = this.entries.get(playerId);
    if (known && known.until > now && known.openedAt > entry.openedAt) return;
    this.entries.delete(playerId);
    this.entries.set(playerId, { ...entry, until: now + this.options.ttlMs });
    if (this.entries.size <= this.options.maximum) return;
    for (const oldest of this.entries.keys()) {
      this.entries.delete(oldest);
      break;
    }
  }
}
