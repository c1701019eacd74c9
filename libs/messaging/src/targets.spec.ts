import { DomainError } from '@croupier/kernel';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { CircuitState } from 'cockatiel';
import { type Ending } from './breaker.js';
import { type Target, Targets } from './targets.js';

const givenMs = 2000;

describe('a service that is asked', () => {
  let now: number;
  let targets: Targets;
  let wallet: Target;

  beforeEach(() => {
    now = 0;
    targets = new Targets(() => now);
    wallet = targets.of('rpc.wallet.read-wallet.v1');
  });

  function refusalOf(target: Target): DomainError {
    try {
      target.enter();
    } catch (error) {
      if (error instanceof DomainError) return error;
    }
    throw new Error('it was let through');
  }

  function ask(target: Target, ending: Ending, given = givenMs): void {
    target.enter()(ending, given);
  }

  const times = (count: number, work: () => void): void => {
    for (let done = 0; done < count; done += 1) work();
  };

  it('is the same for all its subjects, and each has places of its own', () => {
    expect(targets.of('rpc.wallet.settle-round.v1')).toBe(wallet);
    times(1024, () => wallet.enter());
    expect(refusalOf(wallet)).toMatchObject({ code: 'overloaded', retry: true, retryAfterMs: 1000 });
    const games = targets.of('rpc.games.play-round.v1');
    ask(games, 'answered');
    expect(targets.all.map(({ name, inFlight }) => [name, inFlight])).toEqual([
      ['wallet', 1024],
      ['games', 0],
    ]);
  });

  it('is not asked any more once it is silent, and the others are', () => {
    times(20, () => ask(wallet, 'silent'));
    expect(wallet.state).toBe(CircuitState.Open);
    expect(refusalOf(wallet)).toMatchObject({ code: 'service_unavailable', retry: true, retryAfterMs: 1000 });
    expect(wallet.inFlight).toBe(0);
    ask(targets.of('rpc.games.play-round.v1'), 'answered');
  });

  it('is said to be silent once, and to answer again once', () => {
    const said: [string, boolean][] = [];
    targets = new Targets(
      () => now,
      (...silence) => said.push(silence),
    );
    wallet = targets.of('rpc.wallet.read-wallet.v1');
    times(19, () => ask(wallet, 'silent'));
    expect(said).toEqual([]);
    ask(wallet, 'silent');
    times(3, () => {
      now += 1000;
      ask(wallet, 'silent');
    });
    expect(said).toEqual([['wallet', true]]);
    now += 1000;
    ask(wallet, 'answered');
    ask(wallet, 'answered');
    expect(said).toEqual([
      ['wallet', true],
      ['wallet', false],
    ]);
  });

  it('is not given up while it answers some, nor for asks that had no time or were never sent', () => {
    times(200, () => {
      times(3, () => ask(wallet, 'silent'));
      ask(wallet, 'answered');
      times(20, () => ask(wallet, 'silent', 99));
      times(20, () => ask(wallet, 'unsent'));
    });
    expect(wallet.state).toBe(CircuitState.Closed);
  });

  it('is given up when it leaves more than four of five unanswered', () => {
    times(10, () => {
      times(9, () => wallet.state === CircuitState.Closed && ask(wallet, 'silent'));
      if (wallet.state === CircuitState.Closed) ask(wallet, 'answered');
    });
    expect(wallet.state).toBe(CircuitState.Open);
  });

  it('is tried with one ask a second, and asked by all again when that is answered', () => {
    times(20, () => ask(wallet, 'silent'));
    let sent = 0;
    const rush = (): void =>
      times(100, () => {
        try {
          wallet.enter();
          sent += 1;
        } catch (error) {
          expect(error).toMatchObject({ code: 'service_unavailable' });
        }
      });
    for (now = 0; now < 1000; now += 100) rush();
    expect(sent).toBe(0);
    rush();
    expect([sent, wallet.state]).toEqual([1, CircuitState.HalfOpen]);
  });

  it.each([
    ['answered', CircuitState.Closed],
    ['silent', CircuitState.Open],
    ['unsent', CircuitState.Open],
  ] as const)('is what the ask that tries says of it: %s', (ending, state) => {
    times(20, () => ask(wallet, 'silent'));
    now = 1000;
    ask(wallet, ending);
    expect(wallet.state).toBe(state);
  });

  it('takes no word of asks that were sent before it fell silent', () => {
    const before = wallet.enter();
    times(20, () => ask(wallet, 'silent'));
    before('answered', givenMs);
    expect(wallet.state).toBe(CircuitState.Open);
    const second = targets.of('rpc.games.play-round.v1');
    const old = second.enter();
    times(20, () => ask(second, 'silent'));
    now = 1000;
    second.enter();
    old('silent', givenMs);
    expect(second.state).toBe(CircuitState.HalfOpen);
  });
});
