import { type ChildProcess, fork } from 'node:child_process';
import nodeModule from 'node:module';
import type { Socket } from 'node:net';
import path from 'node:path';
import {
  type CountAnswer,
  Counter,
  type CountHaste,
  type CountName,
  type CountOrder,
  CountingUnavailableError,
  heardError,
  SlotCountingError,
  UncountedError,
} from '@croupier/game-maths';
import { memoryOutside, readMemory } from './memory-left.js';
import type { Order, Reply } from './order.js';

const MiB = 2 ** 20;
/** Two and a half times what any definition within the bounds was seen to take. */
const usualDeadlineMs = 5 * 60_000;
/** What takes longer may be over after whoever asked has stopped waiting: what came of it is kept for who asks again. */
const usualLongMs = 1000;
const keptMs = 10 * 60_000;
/** Beyond these nobody waits for an answer any more. */
const mostWaiting = 20;
/** What a process takes beside its heap. */
const besideHeap = 90 * MiB;
/** Without an order for so long the process ends, and its memory is free again. */
const idleMs = 5000;
/** Less than this no process comes up with, in MiB. */
const leastHeap = 32;
/** Of what it writes before it ends. */
const mostTold = 2000;

/** How counting goes on here. */
export interface CountingTerms {
  /** Where there is more memory and time, as the end of a sentence. */
  readonly elsewhere: string;
  /** For one count, in ms; five minutes if left out. */
  deadlineMs?: number;
  /** From when on what came of a count is kept for ten minutes, in ms; five seconds if left out. */
  longMs?: number;
  /** Bytes that a count may keep; three quarters of what there is if left out. */
  mostBytes?: number;
  /** Of the heap of the process that counts; what this process has left outside if left out. */
  heapMiB?: number;
}

/** Of the moment: asked again, they may be counted. */
const passing = [SlotCountingError, UncountedError, CountingUnavailableError];
/** By which somebody ends it who wants it to end. */
const asked: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];

interface Job {
  readonly name: CountName;
  readonly order: CountOrder<CountName>;
  readonly withinMs: number;
  readonly resolve: (answer: CountAnswer<CountName>) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Counts in a process of its own, one definition after the other, so that the service that asks goes on meanwhile. It is a process and
 * no thread because of its memory: a map that outgrows the heap of a thread ends the whole process (V8 aborts), whatever the limits of
 * that thread. This one may end: the definition is refused by name, and the next is counted by another. It knows no secret of its
 * service.
 */
export class SeparateCounter extends Counter {
  private readonly waiting: Job[] = [];
  private readonly asked = new Map<string, Promise<unknown>>();
  private child: ChildProcess | undefined;
  private current: Job | undefined;
  private deadline: NodeJS.Timeout | undefined;
  private idle: NodeJS.Timeout | undefined;
  private isClosed = false;

  /** However this process comes to its end. */
  private readonly onExit = (): void => this.end();

  constructor(readonly terms: CountingTerms) {
    super();
    process.once('exit', this.onExit);
  }

  /** Of the process that counts something now. */
  get pid(): number | undefined {
    return this.current && this.child?.pid;
  }

  /** Whoever asks for what is being counted already, or took long to be, has the same answer. */
  count<Name extends CountName>(
    name: Name,
    order: CountOrder<Name>,
    { withinMs = Infinity, isUrgent = false }: CountHaste = {},
  ): Promise<CountAnswer<Name>> {
    const key = JSON.stringify([name, order, withinMs, isUrgent]);
    const asked = this.asked.get(key) ?? this.kept(key, this.queue({ name, order, withinMs }, isUrgent));
    return asked as Promise<CountAnswer<Name>>;
  }

  /** Ends the process that counts, and with it whatever was asked for. */
  async onModuleDestroy(): Promise<void> {
    this.isClosed = true;
    process.off('exit', this.onExit);
    const { child } = this;
    child?.ref();
    const ended = child && new Promise((resolve) => child.once('exit', resolve));
    this.end();
    for (const job of [this.take(), ...this.waiting.splice(0)])
      job?.reject(new CountingUnavailableError('the service ends'));
    await ended;
  }

  private kept(key: string, count: Promise<unknown>): Promise<unknown> {
    const { longMs = usualLongMs } = this.terms;
    const began = performance.now();
    const forget = (): void => void this.asked.delete(key);
    const over = (error?: unknown): void => {
      // What room and time there is, is of the moment.
      const isPassing = passing.some((type) => error instanceof type);
      const isKept = performance.now() - began >= longMs && !isPassing;
      if (isKept) setTimeout(forget, keptMs).unref();
      else forget();
    };
    this.asked.set(key, count);
    void count.then(() => over(), over);
    return count;
  }

  private queue(asked: Omit<Job, 'resolve' | 'reject'>, isUrgent: boolean): Promise<CountAnswer<CountName>> {
    if (this.waiting.length >= mostWaiting && !isUrgent)
      return Promise.reject(new CountingUnavailableError('too many definitions wait to be counted'));
    return new Promise((resolve, reject) => {
      const job = { ...asked, resolve, reject };
      if (isUrgent) this.waiting.unshift(job);
      else this.waiting.push(job);
      this.next();
    });
  }

  private next(): void {
    if (this.current) return;
    clearTimeout(this.idle);
    this.current = this.waiting.shift();
    if (!this.current) return this.rest();
    const { name, order, withinMs, reject } = this.current;
    if (this.isClosed) return this.settle(() => reject(new CountingUnavailableError('the service ends')));
    const { elsewhere, mostBytes, deadlineMs = usualDeadlineMs } = this.terms;
    this.deadline = setTimeout(
      () => {
        this.end();
        this.settle(() => reject(new UncountedError('time', elsewhere)));
      },
      Math.min(deadlineMs, withinMs),
    );
    try {
      this.send({
        ...{ name, order, elsewhere, outside: memoryOutside() },
        ...(mostBytes === undefined ? {} : { most: mostBytes }),
      });
    } catch (cause) {
      this.end();
      // Not at once: each of those that wait may fail alike.
      setImmediate(() =>
        this.settle(() => reject(new CountingUnavailableError('cannot be counted now', { cause }))),
      );
    }
  }

  private send(message: Order): void {
    const child = (this.child ??= this.start());
    // One that could not be started says so by an event, and cannot be sent anything.
    if (!child.connected) return;
    child.ref();
    child.channel?.ref();
    // What cannot be sent comes to nothing with the process, of whose end is told below.
    child.send(message, () => undefined);
  }

  /** The current one, which is it no more. */
  private take(): Job | undefined {
    clearTimeout(this.deadline);
    const { current } = this;
    this.current = undefined;
    return current;
  }

  private settle(settled: () => void): void {
    this.take();
    settled();
    this.next();
  }

  /** Until the next order, it holds up the end of nothing. */
  private rest(): void {
    this.child?.unref();
    this.child?.channel?.unref();
    this.idle = setTimeout(() => this.end(), idleMs).unref();
  }

  private end(): void {
    clearTimeout(this.idle);
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  private start(): ChildProcess {
    // Which older Nodes do not have.
    const cache = (nodeModule as Partial<typeof nodeModule>).getCompileCacheDir?.();
    const heapMiB = this.terms.heapMiB ?? heapLeft();
    const child = fork(program(), [String(process.pid)], {
      execArgv: [`--max-old-space-size=${heapMiB}`, '--max-semi-space-size=8'],
      env: { TZ: 'UTC', ...(cache === undefined ? {} : { NODE_COMPILE_CACHE: path.dirname(cache) }) },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let told = '';
    child.stderr?.on('data', (text: Buffer) => (told = `${told}${String(text)}`.slice(-mostTold)));
    child.on('message', (reply: Reply) => {
      const { current } = this;
      if (this.child !== child || !current) return;
      if ('answer' in reply) this.settle(() => current.resolve(reply.answer));
      else this.settle(() => current.reject(heardError(reply.error)));
    });
    child.on('error', (error) => this.lost(child, `cannot be started: ${error.message}`));
    (child.stderr as Socket | null)?.unref();
    child.on('close', (code, signal) =>
      this.lost(child, `ended with ${signal ?? String(code)}: ${told}`, signal),
    );
    return child;
  }

  /** It has ended by itself: V8 gives up, by one signal or another, where the heap is full, and the system where there is no memory. */
  private lost(child: ChildProcess, fault: string, signal: NodeJS.Signals | null = null): void {
    if (this.child !== child) return;
    this.child = undefined;
    const { current } = this;
    if (!current) return;
    const isOfCount = signal !== null && !asked.includes(signal);
    const error = isOfCount
      ? new UncountedError('memory', this.terms.elsewhere)
      : new CountingUnavailableError(`the process that counts ${fault}`);
    this.settle(() => current.reject(error));
  }
}

/** Three quarters of what this process leaves for the heap of another, and no more than it has itself; in MiB. */
function heapLeft(): number {
  const reading = readMemory();
  const bytes = Math.min(reading.heapLimit, (memoryOutside(reading) - besideHeap) * 0.75);
  return Math.max(leastHeap, Math.floor(bytes / MiB));
}

/** The built program. Where the sources themselves run (under jest) it is that of the last build. */
function program(): string {
  const here = import.meta.dirname;
  const isBuilt = path.extname(import.meta.filename) === '.js';
  return path.join(
    isBuilt ? here : path.resolve(here, '../../../dist/libs/counting/src'),
    'counting-main.js',
  );
}
