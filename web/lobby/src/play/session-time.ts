/**
 * How long the game session on this page has lasted. Counted by the page between answers of the platform; each answer sets it
 * right, also on a device that slept.
 */
class SessionTime {
  private startedAt = performance.now();

  /** The platform says how long it has lasted, in ms; a version that does not say changes nothing. */
  lasted(elapsedMs: number | undefined): void {
    if (elapsedMs !== undefined) this.startedAt = performance.now() - elapsedMs;
  }

  get seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }
}

export const sessionTime = new SessionTime();
