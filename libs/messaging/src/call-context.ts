import { AsyncLocalStorage } from 'node:async_hooks';
import { randomFillSync } from 'node:crypto';

/** What travels with one piece of work from hop to hop. */
export interface CallContext {
  /** When its budget is spent, on this process's monotonic clock (`performance.now()`), in ms. */
  readonly deadlineAt: number;
  /** Proven if it is a player or a member of staff: at the edge by a token, in a service by `proof`. */
  readonly actor: string;
  /** The gateway's word for the actor, as it came: what the work asks in turn is asked with it. */
  readonly proof?: string;
  /** W3C traceparent: `00-<trace id>-<span id>-<flags>`. */
  readonly trace: string;
  readonly idempotencyKey?: string;
}

const storage = new AsyncLocalStorage<CallContext>();

/** Runs `work` with its context visible to everything it calls. */
export function runInContext<Result>(context: CallContext, work: () => Result): Result {
  return storage.run(context, work);
}

export function currentContext(): CallContext | undefined {
  return storage.getStore();
}

/** Ms left of the present budget; infinite outside of any call. */
export function timeLeftMs(): number {
  const context = storage.getStore();
  return context ? context.deadlineAt - performance.now() : Number.POSITIVE_INFINITY;
}

const traceparent = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Drawn from the system for hundreds of spans at once: to draw for each costs more than the rest of an ask's headers. */
const random = Buffer.alloc(4096);
let used = random.length;

function randomHex(bytes: number): string {
  if (used + bytes > random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += bytes;
  return random.toString('hex', used - bytes, used);
}

/** A new trace, or the next span of the one given. A malformed one is replaced, never passed on. */
export function nextTrace(parent?: string): string {
  if (parent && traceparent.test(parent))
    return `00-${parent.slice(3, 35)}-${randomHex(8)}-${parent.slice(53)}`;
  const drawn = randomHex(24);
  return `00-${drawn.slice(0, 32)}-${drawn.slice(32)}-00`;
}

/** The trace of work that was asked for, as it came: without a record of it there is no span to name. */
export function heardTrace(asked: string | undefined): string {
  return asked !== undefined && traceparent.test(asked) ? asked : nextTrace();
}

/** The 32 hex digits that all logs of one request share. */
export function traceIdOf(trace: string): string {
  return trace.slice(3, 35);
}
