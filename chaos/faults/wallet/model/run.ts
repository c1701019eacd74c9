import { DomainError, newId, SystemClock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { type DataSource } from 'typeorm';
import { LedgerService, type Posted } from '../../../../apps/wallet/src/ledger/ledger.service.js';
import { type Command, type Evening, otherSession, session } from './commands.js';
import { apply, type Expected } from './model.js';
import { Names, postingOf } from './postings.js';
import { newState, type State } from './state.js';
import { keptOf, readPot, storedOf } from './stored.js';

/** One place where wallet and model differ. */
export interface Difference {
  what: string;
  wallet: unknown;
  model: unknown;
}

/** Plays evenings on the wallet's own ledger and on the model beside it. */
export class ModelRun {
  /** How often each answer was given, by command and code. */
  readonly seen = new Map<string, number>();
  private readonly ledger: LedgerService;

  /** `pot`: the jackpot that is played for, by nobody else at the same time. */
  constructor(
    private readonly database: DataSource,
    private readonly pot: string = newId(),
  ) {
    this.ledger = new LedgerService(new TransactionRunner(database), new SystemClock());
  }

  /** @returns the first difference, if there is one */
  async play(evening: Evening): Promise<Difference | undefined> {
    const pot = await readPot(this.database, this.pot);
    const state = newState(evening.opened, evening.bonusFirst, pot);
    const names = new Names(newId(), this.pot, state.cycleAtFirst);
    if (evening.opened)
      await this.database.query('SELECT open_account($1, $2, $3)', [names.player, 'GBP', evening.bonusFirst]);
    for (const commands of evening.together
      ? inBatches(evening.commands)
      : evening.commands.map((one) => [one])) {
      const difference = await this.carryOut(commands, state, names);
      if (difference) return difference;
    }
    const [wallet, model] = [await storedOf(this.database, names), keptOf(state)];
    return difference('what is stored', wallet, model);
  }

  private async carryOut(commands: Command[], state: State, names: Names): Promise<Difference | undefined> {
    const [first] = commands;
    if (first === undefined) return undefined;
    if (!postsSomething(first))
      return this.compare(first, await this.control(first, names), apply(state, first));
    const postings = commands.map((command) => postingOf(command, names));
    const rehearsed = first.rehearsed
      ? (await this.ledger.carryOutAll(postings, true)).map((answer) => rowOf(answer, names))
      : undefined;
    const results = await this.ledger.carryOutAll(postings);
    for (const [place, command] of commands.entries()) {
      const expected = apply(state, command);
      const answer = rowOf(results[place], names);
      const found = this.compare(command, answer, rowOf(expected)) ?? asRehearsed(rehearsed?.[place], answer);
      if (found) return found;
    }
    return undefined;
  }

  private compare(command: Command, wallet: unknown, model: unknown): Difference | undefined {
    const code = codeOf(model);
    this.seen.set(`${command.do} ${code}`, (this.seen.get(`${command.do} ${code}`) ?? 0) + 1);
    return difference(JSON.stringify(command), wallet, model);
  }

  private async control(command: Command, { player, idOf }: Names): Promise<Expected> {
    const ask = async (sql: string, values: unknown[]): Promise<string> => {
      const [row] = (await this.database.query(`SELECT ${sql} AS answer`, values)) as [{ answer: string }];
      return row.answer;
    };
    const at = new Date(command.at).toISOString();
    switch (command.do) {
      case 'reserve':
        return {
          done: await ask('reserve_deposit($1, $2, $3, $4, $5)', [
            player,
            idOf(`deposit ${command.id}`),
            'GBP',
            command.amount,
            at,
          ]),
        };
      case 'cancel':
        await ask('cancel_deposit($1, $2)', [player, idOf(`deposit ${command.id}`)]);
        return { done: 'cancelled' };
      case 'controls': {
        const limits = command.limits.map(({ amount, ...rest }) => ({
          ...rest,
          amount: { amount, currency: 'GBP' },
        }));
        const blocks = command.blocks.map(({ scope, until }) => ({
          ...{ scope, reason: 'test' },
          ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
        }));
        const values = [player, command.revision, JSON.stringify(limits), JSON.stringify(blocks)];
        return { done: `revision ${await ask('set_controls($1, $2, $3, $4)', values)}` };
      }
      case 'freeze':
        // What was explained once freezes no account again: each time it is for another reason.
        await ask(`freeze_account($1, 'GBP', 'C3', $2)`, [player, newId()]);
        return { done: 'frozen' };
      case 'thaw':
        return { done: `thawed ${await ask(`release_account($1, 'GBP', $2, 'test')`, [player, newId()])}` };
      case 'launch': {
        const values = [player, command.other ? otherSession : session, at];
        return {
          done: await ask(
            `(SELECT concat_ws(' ', verdict, holder) FROM claim_play($1, 'GBP', $2, $3))`,
            values,
          ),
        };
      }
      default:
        throw new Error(`${command.do} posts`);
    }
  }
}

function postsSomething(command: Command): boolean {
  return !['reserve', 'cancel', 'controls', 'freeze', 'thaw', 'launch'].includes(command.do);
}

/** Posts that follow each other, together; everything else by itself. */
function inBatches(commands: readonly Command[]): Command[][] {
  const batches: Command[][] = [];
  for (const command of commands) {
    const last = batches.at(-1);
    if (last?.every(postsSomething) && postsSomething(command)) last.push(command);
    else batches.push([command]);
  }
  return batches;
}

/** What of an answer the model knows: ids, by their names, but not times of recording, which are the wallet's own. */
function rowOf(answer: unknown, names?: Names): unknown {
  if (answer instanceof DomainError) {
    const { retryAfterMs } = answer as { retryAfterMs?: number };
    return { refused: answer.code, ...(answer.code === 'round_too_soon' ? { retryAfterMs } : {}) };
  }
  if (answer instanceof Error || typeof answer !== 'object' || answer === null || !('balance' in answer))
    return answer;
  const {
    transactionId: _id,
    recordedAt: _at,
    balance,
    bonus,
    sessionNet,
    replayed,
    outcome,
    ...posted
  } = answer as Posted;
  const net = sessionNet ? { sessionNet: sessionNet.amount } : {};
  const amounts = { balance: balance.amount, bonus: bonus.amount, ...net };
  return { posted: { ...posted, ...amounts, outcome: names ? namedPot(outcome, names) : outcome }, replayed };
}

function namedPot(outcome: object, names: Names): object {
  const { pot } = outcome as { pot?: { jackpotId: string; winId?: string } };
  if (!pot) return outcome;
  const { jackpotId, winId } = pot;
  const win = winId === undefined ? {} : { winId: names.nameOf(winId) };
  return { ...outcome, pot: { ...pot, jackpotId: names.nameOf(jackpotId), ...win } };
}

function codeOf(model: unknown): string {
  const { refused, done, replayed } = model as { refused?: string; done?: string; replayed?: boolean };
  return refused ?? done?.split(' ')[0] ?? (replayed ? 'replayed' : 'posted');
}

/** A rehearsal answers what the command itself then answers. */
function asRehearsed(rehearsal: unknown, answer: unknown): Difference | undefined {
  return rehearsal === undefined ? undefined : difference('the rehearsal', rehearsal, answer);
}

function difference(what: string, wallet: unknown, model: unknown): Difference | undefined {
  const [ours, theirs] = [flat(wallet), flat(model)];
  const names = [...new Set([...ours.keys(), ...theirs.keys()])].filter(
    (name) => ours.get(name) !== theirs.get(name),
  );
  if (names.length === 0) return undefined;
  const of = (side: ReadonlyMap<string, unknown>): object =>
    Object.fromEntries(names.map((name) => [name, side.get(name) ?? 'nothing']));
  return { what, wallet: of(ours), model: of(theirs) };
}

/** Every value by the path to it. */
function flat(value: unknown, path = ''): Map<string, unknown> {
  if (value === undefined) return new Map();
  if (typeof value !== 'object' || value === null) return new Map([[path, value]]);
  return new Map(Object.entries(value).flatMap(([name, inner]) => [...flat(inner, `${path}.${name}`)]));
}
