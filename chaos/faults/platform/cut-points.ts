import { setTimeout as pause } from 'node:timers/promises';
import { type NatsProxy, type Word, type WordFate } from '../wallet/nats-proxy.js';

const ask = /^rpc\.games\.(play-round|take-action)\.v1\b/;
const stake = /^rpc\.wallet\.(settle-round|place-stake)\.v1\b/;
const settlement = /^rpc\.wallet\.(settle-round|settle-stakes)\.v1\b/;
const answer = /^_INBOX/;
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What games says or hears at each point, which is then not said and not heard. */
const isAt: Readonly<Record<string, (word: Word) => boolean>> = {
  /** Nobody knows of the step but its player. */
  'before the draw': ({ from, subject }) => from === 'broker' && ask.test(subject),
  /** A round without decisions is drawn; of one with them it is written down that it is dealt, or what is staked in addition. */
  'after the draw': ({ from, subject }) => from === 'service' && stake.test(subject),
  /** The ledger has it, games does not know. */
  'after the ledger': ({ from, subject, text }) =>
    from === 'broker' && answer.test(subject) && text().includes('"recordedAt"'),
  /** All is drawn and decided, and not paid. */
  'before the settlement': ({ from, subject }) => from === 'service' && settlement.test(subject),
  /** All is done, and the player does not know. */
  'before the reveal': ({ from, subject, text }) =>
    from === 'service' && answer.test(subject) && text().includes('"roundId"'),
};

/** Points of a step in the order in which they come. */
export const cutPoints: readonly string[] = Object.keys(isAt);

/** As long as it takes at most until the first step is at the point, and until no other one comes after the last, in ms. */
const [firstMs, quietMs] = [1200, 120];

/** The line of games to the broker, on which every step is stopped at a point: whoever then kills games kills it there. */
export class CutLine {
  private point: string | undefined;
  private stopped = new Set<string>();
  private asked = new Set<string>();
  private lastAt = 0;

  constructor(proxy: NatsProxy) {
    proxy.fate = (word) => this.fateOf(word);
  }

  stopAt(point: string): void {
    this.stopped = new Set();
    this.asked = new Set();
    this.lastAt = 0;
    this.point = point;
  }

  /** Waits until all that come are there. @returns ids of whom and what they are about */
  async reached(): Promise<ReadonlySet<string>> {
    const begun = performance.now();
    for (;;) {
      const now = performance.now();
      if (this.lastAt === 0 ? now - begun > firstMs : now - this.lastAt > quietMs) return this.stopped;
      await pause(10);
    }
  }

  pass(): void {
    this.point = undefined;
  }

  private fateOf(word: Word): WordFate {
    const { point } = this;
    if (point === undefined || !/(PUB|MSG)$/.test(word.name)) return 'pass';
    // A receipt does not say whose it is: what was asked does.
    if (word.from === 'service' && stake.test(word.subject)) note(word, this.asked);
    if (!isAt[point]?.(word)) return 'pass';
    this.lastAt = performance.now();
    if (point === 'after the ledger') for (const id of this.asked) this.stopped.add(id);
    else note(word, this.stopped);
    return 'drop';
  }
}

function note({ text }: Word, ids: Set<string>): void {
  for (const [id] of text().matchAll(uuid)) ids.add(id);
}
