import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type Seeded } from '../random.js';
import { type Sample } from './rank-score.js';

/** As often as a client asks for an outcome that it likes better. */
const tries = 4;
/** Until a round that is still under way is given up, and how long after the last answer it is asked for again, in ms. */
const [mostAsks, againMs] = [100, 50];
const patienceMs = 20_000;
/** It is at work, or nobody knows. */
const undecided =
  /"code":"(round_open|outcome_unknown|service_unavailable|overloaded|deadline_spent|round_too_soon)"/;
const payoutIn = /"payout":\{"amount":(\d+)/;

interface Ask {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly key?: string;
}

/** Where an observer plays: a house that speaks of rounds over HTTP. */
export interface Place {
  readonly url: string;
  readonly token: string;
  readonly round: Omit<Ask, 'key'>;
  /** What may be asked before a round with this key is begun. */
  readonly looks: (key: string) => Readonly<Record<string, Ask>>;
  /** Until the next round may start. */
  readonly turn: () => Promise<void>;
  /** Leaves the game and comes back, which may be another way out of a round. */
  readonly leave: () => Promise<void>;
}

/** When a client cuts its line: as soon as what it has got tells that it lost, or before there is any answer. */
type Cut = 'on a loss' | 'at once' | 'never';

interface Heard {
  readonly status: number;
  readonly text: string;
  readonly whole: boolean;
}

/**
 * A client that sees every byte it is sent, and would rather not have lost: it cuts the line on whatever tells a loss and asks
 * again under the same key, as if no answer had come.
 */
export class Observer {
  cuts = 0;
  /** Keys that were never played, such as of a game that was left before its request arrived. */
  refused = 0;
  /** Of every key what its rounds paid, as often as it was told. */
  readonly told = new Map<string, string[]>();
  /** Of every key, the round and what it paid in the last, whole answer. */
  readonly ended = new Map<string, { roundId: string; payout: number }>();
  readonly samples: Record<string, Sample[]> = {};
  /** Everything that was sent to it. */
  readonly bytes: string[] = [];

  constructor(
    private readonly place: Place,
    private readonly random: Seeded,
  ) {}

  async round(): Promise<void> {
    const key = randomUUID();
    const before = await this.lookAround(key);
    await this.place.turn();
    // A repeat goes where the first went, also when the client has been away since.
    const ask = { ...this.place.round, key };
    for (let attempt = 1; !this.ended.has(key) && attempt <= mostAsks; attempt += 1) {
      const cut: Cut = attempt > tries ? 'never' : this.random.below(4) === 0 ? 'at once' : 'on a loss';
      const heard = await this.send(ask, cut);
      this.note(key, heard);
      if (heard.whole && heard.status >= 400 && !undecided.test(heard.text)) {
        this.refused += 1;
        return;
      }
      // One that is still under way is answered as such.
      if (heard.whole && !this.ended.has(key)) await pause(againMs);
      else if (this.random.below(8) === 0) await this.place.leave();
    }
    const end = this.ended.get(key);
    if (!end) return;
    for (const [what, seen] of Object.entries(before))
      (this.samples[what] ??= []).push({ seen, won: end.payout > 0 });
  }

  /** What can be asked before the round, by how long each answer is. */
  private async lookAround(key: string): Promise<Record<string, number>> {
    const lengths: Record<string, number> = {};
    for (const [what, ask] of Object.entries(this.place.looks(key)))
      lengths[what] = (await this.send(ask, 'never')).text.length;
    return lengths;
  }

  private note(key: string, { status, text, whole }: Heard): void {
    const [, payout] = payoutIn.exec(text) ?? [];
    if (payout === undefined) return;
    this.told.set(key, [...(this.told.get(key) ?? []), payout]);
    if (!whole || status >= 300) return;
    const { roundId } = JSON.parse(text) as { roundId: string };
    this.ended.set(key, { roundId, payout: Number(payout) });
  }

  private send({ method, path, body, key }: Ask, cut: Cut): Promise<Heard> {
    return new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${this.place.token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      };
      let [status, text] = [0, ''];
      let over = false;
      const end = (whole: boolean): void => {
        if (over) return;
        over = true;
        this.bytes.push(text);
        if (!whole) this.cuts += 1;
        resolve({ status, text, whole });
        if (!whole) asked.destroy();
      };
      const asked = httpRequest(`${this.place.url}${path}`, {
        method,
        headers,
        agent: false,
        timeout: patienceMs,
      });
      asked.on('response', (response) => {
        status = response.statusCode ?? 0;
        text = `${response.rawHeaders.join(' ')}\n`;
        let content = '';
        response.on('data', (chunk: Buffer) => {
          content += chunk.toString();
          if (cut === 'on a loss' && payoutIn.exec(content)?.[1] === '0') {
            text = content;
            end(false);
          }
        });
        response.on('end', () => {
          this.bytes.push(text);
          text = content;
          end(true);
        });
      });
      asked.on('error', reject);
      asked.on('timeout', () => reject(new Error(`no answer to ${method} ${path}`)));
      asked.end(body ? JSON.stringify(body) : undefined, () => {
        // The house has the request by then, or is about to.
        if (cut === 'at once') setTimeout(() => end(false), this.random.below(40));
      });
    });
  }
}
