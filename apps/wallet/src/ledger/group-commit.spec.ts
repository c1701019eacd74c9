import { commonError } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
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
  result.catch((error: unknown) => (error instanceof DomainError ? error.code : String(error)));

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
