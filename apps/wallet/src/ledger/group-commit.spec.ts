import { commonError } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { describe, expect, it, jest } from '@jest/globals';
import { type Execute, GroupCommit } from './group-commit.js';

const far = performance.now() + 3_600_000;
/** A command belongs to whom it names before the dot; without one it is its own owner. */
const ownerOf = (command: string): string => command.split('.')[0] ?? '';
const bounds = { most: 4, waiting: 8, beside: 3, ownerOf };

/** A ledger that keeps what it is given, in batches, and ends each when told. */
class Ledger {
  readonly batches: string[][] = [];
  private readonly open: (() => void)[] = [];

  readonly execute: Execute<string, string> = async (commands) => {
    this.batches.push([...commands]);
    await new Promise<void>((resolve) => this.open.push(resolve));
    if (commands.includes('poison')) throw new Error('invalid input syntax');
    if (commands.includes('outage')) throw commonError('outcome_unknown');
    return commands.map((command) =>
      command.startsWith('refused') ? commonError('not_found') : `${command} done`,
    );
  };

  /** Ends the batch that runs, and lets everything that follows from that happen. */
  async commit(): Promise<void> {
    this.open.shift()?.();
    await settle();
  }

  async commitAll(): Promise<void> {
    await settle();
    while (this.open.length > 0) await this.commit();
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
/** What became of a command: its result, or the code it was refused with. */
const outcome = (result: Promise<string>): Promise<string> =>
  result.catch((error: unknown) => {
    if (error instanceof DomainError) return error.code;
    return error instanceof Error ? String(error) : 'no error at all';
  });

describe('GroupCommit', () => {
  it('carries a command that comes alone out at once', async () => {
    const ledger = new Ledger();
    const group = new GroupCommit(ledger.execute, bounds);
    const done = outcome(group.submit('a', far));
    await settle();
    expect(ledger.batches).toEqual([['a']]);
    await ledger.commit();
    expect(await done).toBe('a done');
  });

  it('lets what arrives while a commit runs share the next ones, in order of arrival', async () => {
    const ledger = new Ledger();
    const group = new GroupCommit(ledger.execute, bounds);
    const outcomes = [outcome(group.submit('a', far))];
    await settle();
    for (const command of ['b', 'c']) outcomes.push(outcome(group.submit(command, far)));
    await settle();
    expect(ledger.batches).toEqual([['a']]);
    await ledger.commitAll();
    expect(ledger.batches).toEqual([['a'], ['b', 'c']]);
    expect(await Promise.all(outcomes)).toEqual(['a done', 'b done', 'c done']);
  });

  it('carries out what came alone while a commit ran, once that ends', async () => {
    const ledger = new Ledger();
    const group = new GroupCommit(ledger.execute, bounds);
    void group.submit('a', far);
    await settle();
    void group.submit('b', far);
    await ledger.commitAll();
    expect(ledger.batches).toEqual([['a'], ['b']]);
  });

  it('counts only who may run: many who wait for their owner start no second batch', async () => {
    const ledger = new Ledger();
    const group = new GroupCommit(ledger.execute, bounds);
    void group.submit('x.1', far);
    await settle();
    for (const command of ['x.2', 'x.3', 'b']) void group.submit(command, far);
    await settle();
    expect(ledger.batches).toEqual([['x.1']]);
    await ledger.commitAll();
    expect(ledger.batches).toEqual([['x.1'], ['x.2', 'x.3', 'b']]);
  });

  it('runs a second batch beside the first when enough is ready, and no third', async () => {
    const ledger = new Ledger();
    const group = new GroupCommit(ledger.execute, bounds);
    const outcomes = [outcome(group.submit('a', far))];
    await settle();
    for (const command of ['b', 'c', 'd', 'e', 'f', 'g', 'h'])
      outcomes.push(outcome(group.submit(command, far)));
    await settle();
    expect(ledger.batches).toEqual([['a'], ['b', 'c', 'd', 'e']]);
    await ledger.commitAll();
    expect(ledger.batches).toEqual([['a'], ['b', 'c', 'd', 'e'], ['f', 'g', 'h']]);
    expect(await Promise.all(outcomes)).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => `${name} done`),
    );
  });

  it('never has an owner in two batches at once, and keeps the order of its commands', async () => {
    const ledger = new Ledger();
    const group = new GroupCommit(ledger.execute, bounds);
    const first = ['x.1', 'y.1'].map((command) => outcome(group.submit(command, far)));
    await settle();
    const next = ['x.2', 'b', 'y.2', 'c', 'x.3', 'd'].map((command) => outcome(group.submit(command, far)));
    await settle();
    expect(ledger.batches).toEqual([
      ['x.1', 'y.1'],
      ['b', 'c', 'd'],
    ]);
    await ledger.commitAll();
    expect(ledger.batches.slice(2)).toEqual([['x.2', 'y.2', 'x.3']]);
    expect((await Promise.all([...first, ...next])).every((result) => result.endsWith('done'))).toBe(true);
  });

  it('gives each its own result: a refusal is nobody else’s', async () => {
    const ledger = new Ledger();
    const group = new GroupCommit(ledger.execute, bounds);
    const outcomes = ['a', 'refused', 'b'].map((command) => outcome(group.submit(command, far)));
    await ledger.commitAll();
    expect(await Promise.all(outcomes)).toEqual(['a done', 'not_found', 'b done']);
  });

  it('finds the one command that makes the statement fail, and carries the others out once each, in order', async () => {
    const ledger = new Ledger();
    const group = new GroupCommit(ledger.execute, bounds);
    const outcomes = ['a', 'b', 'poison', 'c'].map((command) => outcome(group.submit(command, far)));
    await ledger.commitAll();
    expect(ledger.batches).toEqual([
      ['a', 'b', 'poison', 'c'],
      ['a', 'b'],
      ['poison', 'c'],
      ['poison'],
      ['c'],
    ]);
    expect(await Promise.all(outcomes)).toEqual([
      'a done',
      'b done',
      'Error: invalid input syntax',
      'c done',
    ]);
  });

  it('carries one half out after the other, and keeps their owners until both are done', async () => {
    const ledger = new Ledger();
    const group = new GroupCommit(ledger.execute, bounds);
    for (const command of ['a', 'poison']) void outcome(group.submit(command, far));
    await settle();
    await ledger.commit();
    expect(ledger.batches).toEqual([['a', 'poison'], ['a']]);
    await ledger.commit();
    for (const command of ['poison.2', 'b', 'c', 'd']) void group.submit(command, far);
    await settle();
    expect(ledger.batches.slice(2)).toEqual([['poison'], ['b', 'c', 'd']]);
    await ledger.commitAll();
    expect(ledger.batches.at(-1)).toEqual(['poison.2']);
  });

  it('does not try again what may have been committed: an unknown outcome is everybody’s in the batch', async () => {
    const ledger = new Ledger();
    const group = new GroupCommit(ledger.execute, bounds);
    const outcomes = ['a', 'outage', 'b'].map((command) => outcome(group.submit(command, far)));
    await ledger.commitAll();
    expect(ledger.batches).toEqual([['a', 'outage', 'b']]);
    expect(await Promise.all(outcomes)).toEqual(Array.from({ length: 3 }, () => 'outcome_unknown'));
    const after = outcome(group.submit('c', far));
    await ledger.commitAll();
    expect(await after).toBe('c done');
  });

  it('refuses what nobody waits for any more, unrun', async () => {
    const ledger = new Ledger();
    const group = new GroupCommit(ledger.execute, bounds);
    const outcomes = [outcome(group.submit('late', performance.now() - 1)), outcome(group.submit('a', far))];
    await ledger.commitAll();
    expect(ledger.batches).toEqual([['a']]);
    expect(await Promise.all(outcomes)).toEqual(['deadline_spent', 'a done']);
  });

  it('has nothing to carry out when the last moment of every budget is there', async () => {
    const ledger = new Ledger();
    const clock = jest.spyOn(performance, 'now').mockReturnValue(1000);
    const result = outcome(new GroupCommit(ledger.execute, bounds).submit('late', 1000));
    await ledger.commitAll();
    clock.mockRestore();
    expect(await result).toBe('deadline_spent');
    expect(ledger.batches).toEqual([]);
  });

  it('gives a batch the longest budget of those in it', async () => {
    const given: number[] = [];
    const execute: Execute<string, string> = async (commands, deadlineAt) => {
      given.push(deadlineAt);
      return Promise.resolve([...commands]);
    };
    const group = new GroupCommit(execute, bounds);
    await Promise.all([group.submit('a', far), group.submit('b', far + 5), group.submit('c', far + 1)]);
    expect(given).toEqual([far + 5]);
  });

  it('refuses a command that the ledger gave no answer to', async () => {
    const group = new GroupCommit<string, string>(() => Promise.resolve([]), bounds);
    expect(await outcome(group.submit('a', far))).toBe('internal');
  });

  it('refuses one more than may wait', async () => {
    const ledger = new Ledger();
    const group = new GroupCommit(ledger.execute, bounds);
    const outcomes = Array.from({ length: 9 }, (_, n) => outcome(group.submit(`${n}`, far)));
    const refused = group.submit('9', far);
    await expect(refused).rejects.toMatchObject({ code: 'overloaded', retryAfterMs: 1000 });
    await ledger.commitAll();
    expect((await Promise.all(outcomes)).at(-1)).toBe('overloaded');
    expect(ledger.batches.flat()).toHaveLength(8);
  });
});
