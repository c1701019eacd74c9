/** Something to be done in its turn. */
export interface Errand {
  /** Those of one lane are done one after the other. */
  readonly lane: string;
  /** Not beside another one that says so, of whatever lane. */
  readonly alone: boolean;
}

/** Done, or to be tried again so many ms from now. */
export type Verdict = 'done' | { againInMs: number };

interface Lane<Item> {
  items: Item[];
}

/**
 * Works on errands: those of one lane in their order, those of different lanes beside each other, at most `atOnce`. One
 * that is to be tried again holds up its own lane and no other one.
 */
export class Lanes<Item extends Errand> {
  private readonly lanes = new Map<string, Lane<Item>>();
  private ready = new Set<string>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private active = 0;
  private aloneActive = false;
  private idle: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    /** Must not throw. */
    private readonly work: (item: Item) => Promise<Verdict>,
  ) {}

  add(item: Item): void {
    const lane = this.lanes.get(item.lane);
    if (lane) {
      lane.items.push(item);
      return;
    }
    this.lanes.set(item.lane, { items: [item] });
    this.ready.add(item.lane);
    this.next();
  }

  /** Resolves when nothing is at work and nothing is left that could be. */
  async settled(): Promise<void> {
    if (this.active === 0 && this.ready.size === 0) return;
    await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  /** Takes out all that is not at work. @returns what that was */
  clear(): Item[] {
    for (const timer of this.timers.values()) clearTimeout(timer);
    const waiting = new Set([...this.timers.keys(), ...this.ready]);
    this.timers.clear();
    this.ready.clear();
    const left: Item[] = [];
    for (const [name, lane] of this.lanes) {
      left.push(...lane.items.splice(waiting.has(name) ? 0 : 1));
      if (lane.items.length === 0) this.lanes.delete(name);
    }
    return left;
  }

  private next(): void {
    for (const name of this.ready) {
      if (this.active >= this.atOnce) return;
      const item = this.lanes.get(name)?.items[0];
      if (!item || (item.alone && this.aloneActive)) continue;
      this.ready.delete(name);
      void this.begin(item);
    }
  }

  private async begin(item: Item): Promise<void> {
    this.active += 1;
    if (item.alone) this.aloneActive = true;
    const verdict = await this.work(item);
    this.active -= 1;
    if (item.alone) this.aloneActive = false;
    if (verdict === 'done') this.advance(item.lane);
    else this.retry(item.lane, verdict.againInMs);
    this.next();
    if (this.active > 0 || this.ready.size > 0) return;
    for (const resolve of this.idle.splice(0)) resolve();
  }

  private advance(name: string): void {
    const lane = this.lanes.get(name);
    lane?.items.shift();
    if (lane && lane.items.length > 0) this.ready.add(name);
    else this.lanes.delete(name);
  }

  private retry(name: string, afterMs: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(name);
      this.ready.add(name);
      this.next();
    }, afterMs);
    this.timers.set(name, timer);
  }
}
