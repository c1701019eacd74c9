import { CircuitState, ConsecutiveBreaker, SamplingBreaker } from 'cockatiel';

/** So many asks unanswered in a row, or this share of at least so many in the last seconds. */
const inARow = 20;
const share = 0.8;
const windowMs = 5000;
const leastPerSecond = 5;
/** How long nothing is sent before one ask tries again. */
const openMs = 1000;

/** How an ask that was let through ended. `unsent` says nothing of who was asked. */
export type Ending = 'answered' | 'silent' | 'unsent';

/**
 * A circuit breaker of one service. cockatiel decides when it has been silent too long; its policies would add
 * promises to each ask and wait by the time of day, so the states are kept here, by the clock that is never set.
 */
export class Breaker {
  private readonly row = new ConsecutiveBreaker(inARow);
  private readonly recent = new SamplingBreaker({
    threshold: share,
    duration: windowMs,
    minimumRps: leastPerSecond,
  });
  private current = CircuitState.Closed;
  private openUntil = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  get state(): CircuitState {
    return this.current;
  }

  /** Whether the ask that was just let through is the one that tries whether it answers again. */
  get isTrying(): boolean {
    return this.current === CircuitState.HalfOpen;
  }

  /** Whether an ask may be sent; true once for each time that it was open, and always while it is closed. */
  lets(): boolean {
    if (this.current === CircuitState.Closed) return true;
    if (this.current === CircuitState.HalfOpen || this.now() < this.openUntil) return false;
    this.current = CircuitState.HalfOpen;
    return true;
  }

  /** In ms, when it is worth to ask again. */
  get retryAfterMs(): number {
    return this.current === CircuitState.Open ? Math.max(1, Math.ceil(this.openUntil - this.now())) : openMs;
  }

  /** @param trial whether it was let through in a state other than closed */
  ended(ending: Ending, trial: boolean): void {
    // What was sent before it opened says nothing of now.
    if (trial !== (this.current === CircuitState.HalfOpen)) return;
    if (trial) this.decide(ending);
    else if (ending === 'answered') this.note(CircuitState.Closed);
    else if (ending === 'silent' && this.trips()) this.open();
  }

  private decide(ending: Ending): void {
    if (ending !== 'answered') {
      this.open();
      return;
    }
    this.note(CircuitState.HalfOpen);
    this.current = CircuitState.Closed;
  }

  private note(state: CircuitState): void {
    this.row.success();
    this.recent.success(state);
  }

  private trips(): boolean {
    const row = this.row.failure();
    return this.recent.failure(CircuitState.Closed) || row;
  }

  private open(): void {
    this.current = CircuitState.Open;
    this.openUntil = this.now() + openMs;
  }
}
