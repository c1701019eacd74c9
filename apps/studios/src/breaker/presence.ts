/** So many looks without an answer in a row, and its games are away. */
const silences = 3;
/** So many answers in a row, and they are back. */
const answers = 2;

/** Whether a studio can be played at, by the looks at its server: neither one silence nor one answer decides. */
export class Presence {
  private current = true;
  private against = 0;

  get here(): boolean {
    return this.current;
  }

  /** @returns whether that changed anything */
  note(answered: boolean): boolean {
    if (answered === this.current) {
      this.against = 0;
      return false;
    }
    this.against += 1;
    if (this.against < (this.current ? silences : answers)) return false;
    this.current = answered;
    this.against = 0;
    return true;
  }
}
