/** The clock of the house, as near as this page can tell: its own, set by the greeting of the stream. */
class HouseClock {
  private aheadMs = 0;

  /** The house said that it was this time just now. */
  note(iso: string): void {
    const at = Date.parse(iso);
    if (Number.isFinite(at)) this.aheadMs = at - Date.now();
  }

  /** What the clock of the house showed at a moment of this page's. */
  of(moment: Date): Date {
    return new Date(moment.getTime() + this.aheadMs);
  }

  now(): number {
    return Date.now() + this.aheadMs;
  }
}

export const houseClock = new HouseClock();
