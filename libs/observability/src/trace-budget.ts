import { randomBytes } from 'node:crypto';

function drawn(): number {
  return randomBytes(4).readUInt32LE() / 2 ** 32;
}

/** Says which requests are recorded: a share of all, and at most so many a second, a second's worth of them at once. */
export class TraceBudget {
  private left: number;
  private at = 0;

  /** @param share 0 to 1 @param draw a number from 0 up to 1 */
  constructor(
    private readonly share: number,
    private readonly perSecond: number,
    private readonly draw: () => number = drawn,
  ) {
    this.left = perSecond;
  }

  /** @param now ms of a clock that is never set */
  admits(now: number): boolean {
    if (this.share < 1 && this.draw() >= this.share) return false;
    this.left = Math.min(this.perSecond, this.left + ((now - this.at) / 1000) * this.perSecond);
    this.at = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
