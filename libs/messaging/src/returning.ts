import { type Held } from './held-fact.js';

/** How long it is waited for what does not come: it was acknowledged after all, or is in the stream no more. */
const waitMs = 2500;

/**
 * Facts that were handed to somebody who is gone. They come again in no good order: of those that had come again to the
 * next one when that one died too, the broker gives out first what it had not given out yet. So none is begun before all
 * of them are there, and then they are in the order of the stream.
 */
export class Returning {
  private readonly items: Held[] = [];
  private readonly timer: NodeJS.Timeout | undefined;
  private open: boolean;

  constructor(
    private missing: number,
    private readonly begin: (item: Held) => void,
  ) {
    this.open = missing > 0;
    if (this.open) this.timer = setTimeout(() => this.end(), waitMs);
  }

  add(item: Held): void {
    if (!this.open) {
      this.begin(item);
      return;
    }
    this.items.push(item);
    if (item.message.info.deliveryCount > 1) this.missing -= 1;
    if (this.missing <= 0) this.end();
  }

  /** Nothing more comes by this way. @returns what was not begun, and comes again to whoever is next */
  stop(): Held[] {
    clearTimeout(this.timer);
    this.open = false;
    return this.items.splice(0);
  }

  private end(): void {
    if (!this.open) return;
    this.open = false;
    clearTimeout(this.timer);
    const place = ({ message }: Held): number => message.info.streamSequence;
    const items = this.items.splice(0).sort((one, other) => place(one) - place(other));
    for (const item of items) this.begin(item);
  }
}
