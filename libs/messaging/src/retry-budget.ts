/** Tenths of a repeat that each ask earns, what a repeat costs in them, and how many can be saved up. */
const earned = 1;
const cost = 10;
const most = 20 * cost;

/**
 * How often asks may be repeated: once for every ten that were made. While all is well the few that fail are repeated;
 * when everything fails, who is asked gets a tenth more than without repeats, not twice or three times as much.
 */
export class RetryBudget {
  private tenths = 0;

  /** One ask was made for the first time. */
  earn(): void {
    this.tenths = Math.min(most, this.tenths + earned);
  }

  /** Takes what one repeat costs. @returns false if it is not there */
  spend(): boolean {
    if (this.tenths < cost) return false;
    this.tenths -= cost;
    return true;
  }
}
