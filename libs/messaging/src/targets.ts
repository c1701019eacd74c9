import { commonError, foreignServices } from '@croupier/contracts';
import { ownerOf } from '@croupier/kernel';
import { CircuitState } from 'cockatiel';
import { Breaker, type Ending } from './breaker.js';
import { RetryBudget } from './retry-budget.js';

/** What one service may hold of the places of this process that wait for answers. */
const maximumWaiting = 1024;
/** An ask that had less time than this says nothing of who did not answer it, in ms. */
const tellingMs = 100;

/** Hears that a service is asked nothing any more since it does not answer, and that it answers again. */
export type OnSilence = (service: string, isSilent: boolean) => void;

/** One service that is asked, with its own places and its own circuit breaker: a slow one takes none of the others'. */
export class Target {
  /** How often asks for it may be repeated. */
  readonly repeats = new RetryBudget();
  /** A service in another language need not know of packs. */
  readonly takesPacks: boolean;
  private readonly breaker: Breaker;
  private waiting = 0;
  private isSilent = false;

  constructor(
    readonly name: string,
    now?: () => number,
    private readonly onSilence?: OnSilence,
  ) {
    this.breaker = new Breaker(now);
    this.takesPacks = !foreignServices.includes(name);
  }

  get inFlight(): number {
    return this.waiting;
  }

  get state(): CircuitState {
    return this.breaker.state;
  }

  /**
   * Takes a place for one ask.
   * @returns what to call once, when it has ended, with the time it was given in ms
   * @throws DomainError `overloaded` or `service_unavailable`: nothing was sent
   */
  enter(): (ending: Ending, givenMs: number) => void {
    if (this.waiting >= maximumWaiting)
      throw commonError('overloaded', {
        detail: `${this.name}: too many wait for its answers`,
        retryAfterMs: 1000,
      });
    if (!this.breaker.lets()) {
      const { retryAfterMs } = this.breaker;
      throw commonError('service_unavailable', {
        detail: `${this.name} has not answered for a while`,
        retryAfterMs,
      });
    }
    const trial = this.breaker.isTrying;
    this.waiting += 1;
    return (ending, givenMs) => {
      this.waiting -= 1;
      this.breaker.ended(ending === 'silent' && givenMs < tellingMs ? 'unsent' : ending, trial);
      this.say();
    };
  }

  /** Once for each time: whether it still does not answer is tried every second. */
  private say(): void {
    const { state } = this.breaker;
    if (state === CircuitState.HalfOpen || (state === CircuitState.Open) === this.isSilent) return;
    this.isSilent = !this.isSilent;
    this.onSilence?.(this.name, this.isSilent);
  }
}

/** The services that this process has asked. */
export class Targets {
  private readonly byName = new Map<string, Target>();
  private readonly bySubject = new Map<string, Target>();

  constructor(
    private readonly now?: () => number,
    private readonly onSilence?: OnSilence,
  ) {}

  of(subject: string): Target {
    const known = this.bySubject.get(subject);
    if (known) return known;
    const name = ownerOf(subject);
    const target = this.byName.get(name) ?? new Target(name, this.now, this.onSilence);
    this.byName.set(name, target);
    this.bySubject.set(subject, target);
    return target;
  }

  get all(): readonly Target[] {
    return [...this.byName.values()];
  }
}
