import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '@croupier/kernel';
import { type Bus } from '@croupier/messaging';
import { type CommandJournal } from '@croupier/testing';
import { type Sent } from './commands.js';

/** What became of one sending. */
export interface Answered {
  sent: Sent;
  /** `ok`, or the code of a refusal. */
  code: string;
  reply: object | undefined;
  ms: number;
}

/** Codes by which nothing is known of a command. */
const unknownCodes = new Set(['outcome_unknown']);
const tryAgain = new Set(['outcome_unknown', 'service_unavailable', 'overloaded', 'deadline_spent']);

/** A careful client: keeps what it sent and what it was told, and asks again where it was told nothing. */
export class Caller {
  readonly answers: Answered[] = [];
  private readonly known = new Map<string, 'ok' | 'refused' | 'unknown'>();
  private readonly open = new Map<string, Sent>();
  /** How often a command had no answer, also if it got one later. */
  unknowns = 0;

  constructor(
    private readonly bus: Bus,
    private readonly deadlineMs?: number,
  ) {}

  get journal(): CommandJournal {
    const of = (what: string): string[] => [...this.known].filter(([, is]) => is === what).map(([id]) => id);
    return { ok: of('ok'), refused: of('refused'), unknown: of('unknown') };
  }

  get counts(): { ok: number; refused: number; unknown: number } {
    const { ok, refused } = this.journal;
    return { ok: ok.length, refused: refused.length, unknown: this.unknowns };
  }

  /** Sends once and books what it is told. */
  async send(sent: Sent): Promise<Answered> {
    const answered = await this.ask(sent);
    this.answers.push(answered);
    this.book(answered);
    return answered;
  }

  /** Sends until it is told something. @throws Error if that takes more than `boundMs` */
  async insist(sent: Sent, boundMs = 30_000): Promise<Answered> {
    const end = performance.now() + boundMs;
    for (;;) {
      const answered = await this.ask(sent);
      if (!tryAgain.has(answered.code)) {
        this.book(answered);
        return answered;
      }
      if (performance.now() > end)
        throw new Error(`${sent.externalId} was ${answered.code} for ${boundMs} ms`);
      await pause(30);
    }
  }

  /** Asks beside the books. */
  look(sent: Sent): Promise<Answered> {
    return this.ask(sent);
  }

  /** Asks again for everything whose outcome is unknown. @returns how many there were */
  async resolve(): Promise<number> {
    const open = [...this.open.values()];
    for (const sent of open) await this.insist(sent);
    return open.length;
  }

  /** Keeps so many commands in flight until told to stop. */
  keepBusy(next: () => Sent, atOnce: number): () => Promise<void> {
    let stopped = false;
    const loop = async (): Promise<void> => {
      while (!stopped) {
        const { code } = await this.send(next());
        if (tryAgain.has(code)) await pause(5);
      }
    };
    const loops = Array.from({ length: atOnce }, loop);
    return async () => {
      stopped = true;
      await Promise.all(loops);
    };
  }

  private async ask(sent: Sent): Promise<Answered> {
    const startedAt = performance.now();
    const took = (): number => performance.now() - startedAt;
    try {
      const options = this.deadlineMs === undefined ? {} : { deadlineMs: this.deadlineMs };
      const reply = await this.bus.ask(sent.contract, sent.request, options);
      const part = sent.codeOf?.(reply);
      const code = part === undefined || part === 'done' || part === 'replayed' ? 'ok' : part;
      return { sent, code, reply, ms: took() };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { sent, code: error.code, reply: undefined, ms: took() };
    }
  }

  private book({ sent, code }: Answered): void {
    if (sent.shared) this.known.delete(sent.externalId);
    const before = this.known.get(sent.externalId);
    if (unknownCodes.has(code)) {
      this.unknowns += 1;
      if (before !== undefined) return;
      this.known.set(sent.externalId, 'unknown');
      this.open.set(sent.externalId, sent);
      return;
    }
    this.open.delete(sent.externalId);
    if (before !== 'ok' && !sent.shared) this.known.set(sent.externalId, code === 'ok' ? 'ok' : 'refused');
  }
}
