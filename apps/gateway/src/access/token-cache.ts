import { createHash } from 'node:crypto';
import { type StaffRole } from '@croupier/contracts';

/** What every access token says. */
export interface TokenHolder {
  sessionId: string;
  /** When the token expires, ms since the epoch. */
  expiresAt: number;
}

/** Who sends a request, as a player's access token says. */
export interface Caller extends TokenHolder {
  playerId: string;
}

/** Who sends a request to the back office, as the access token says. */
export interface StaffCaller extends TokenHolder {
  staffId: string;
  roles: StaffRole[];
}

/**
 * Callers of tokens that were verified before, so that a signature is checked once per token and not once per
 * request. Bounded: the token used longest ago leaves first. Holds hashes, never tokens.
 */
export class TokenCache<Holder extends TokenHolder = Caller> {
  private readonly callers = new Map<string, Holder>();

  constructor(private readonly capacity = 50_000) {}

  get size(): number {
    return this.callers.size;
  }

  get(token: string, now: number): Holder | undefined {
    const key = hashOf(token);
    const caller = this.callers.get(key);
    if (!caller) return undefined;
    this.callers.delete(key);
    if (caller.expiresAt <= now) return undefined;
    this.callers.set(key, caller);
    return caller;
  }

  set(token: string, caller: Holder): void {
    this.callers.set(hashOf(token), caller);
    if (this.callers.size <= this.capacity) return;
    const [oldest] = this.callers.keys();
    if (oldest !== undefined) this.callers.delete(oldest);
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
