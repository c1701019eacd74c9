/** Login sessions that ended, each remembered until no token of it can be alive. */
export class RevokedSessions {
  /** Forgetting times in ms since the epoch; they grow in the order of insertion. */
  private readonly forgetAt = new Map<string, number>();

  constructor(private readonly longestTokenLifeMs: number) {}

  get size(): number {
    return this.forgetAt.size;
  }

  add(sessionId: string, now: number): void {
    for (const [id, until] of this.forgetAt) {
      if (until > now) break;
      this.forgetAt.delete(id);
    }
    this.forgetAt.set(sessionId, now + this.longestTokenLifeMs);
  }

  has(sessionId: string): boolean {
    return this.forgetAt.has(sessionId);
  }
}
