import { carryOut, type CommandResult, type LedgerCommand } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import type { ActionResult, Balance, Call, Status } from '../dialects/canonical.js';
import type { Studio } from '../studios/studio.js';
import {
  type Admission,
  AdmissionsService,
  CallRefused,
  type Carried,
  type Entry,
  UnderWay,
} from './admissions.service.js';
import { commandOf, endOf, statusOf } from './ledger-commands.js';
import { type End, type Finish, OutcomesService } from './outcomes.service.js';

/** What a call with actions came to. */
export interface Performed {
  status: Status;
  results: ActionResult[];
  /** After it, if the ledger said so on the way. */
  balance?: Balance;
}

const pollMs = 25;
const patienceMs = 1200;

/**
 * A call's actions: written down and decided on locally, carried out by the wallet under ids that every attempt shares,
 * and the outcome written down. Whoever stops in between leaves claims that run out, and rows that the next attempt, or
 * the resolver, takes up.
 */
@Injectable()
export class TransactionsService {
  constructor(
    private readonly admissions: AdmissionsService,
    private readonly outcomes: OutcomesService,
    private readonly bus: Bus,
  ) {}

  /** @throws DomainError of kind `unavailable`: the same call again finds out what became of it */
  async perform(studio: Studio, call: Call, entry: Entry): Promise<Performed> {
    const until = performance.now() + patienceMs;
    for (;;) {
      try {
        return await this.carryOut(studio, call, entry);
      } catch (error) {
        if (error instanceof CallRefused)
          return { status: firstRefusal(error.results), results: error.results };
        if (!(error instanceof UnderWay)) throw error;
        if (performance.now() > until) return { status: 'retry', results: [] };
        await new Promise((resolve) => setTimeout(resolve, pollMs));
      }
    }
  }

  private async carryOut(studio: Studio, call: Call, entry: Entry): Promise<Performed> {
    const admission = await this.admissions.admit(studio, call, entry);
    const bets = admission.carried.filter(({ action }) => action.kind === 'bet');
    const rest = admission.carried.filter(({ action }) => action.kind !== 'bet');
    const inCall = new Set(bets.map(({ action }) => action.id));
    const hangs = ({ action }: Carried): boolean =>
      action.kind === 'win' && (action.betId === undefined || inCall.has(action.betId));
    // What hangs on the one bet of a new round is refused with it: the ledger pays no round without a stake.
    const alone = bets.length === 1 && admission.earlierBets === 0 && rest.every(hangs);
    const apart = bets.length > 0 && (rest.length > 0 || admission.ends) && !alone;
    const several = call.actions.length > 1;
    const finish: Finish = { studio, call, admission, end: 'none' };
    const first = await this.ask(admission, apart ? bets : admission.carried, !apart);
    const refused = bets.find(({ action }) => first.statuses.get(action.id) !== 'ok');
    if (refused && several) {
      const status = first.statuses.get(refused.action.id) ?? 'retry';
      // Nothing is known: the rows stay as they are, and the next attempt asks again.
      if (status === 'retry') return { status, results: [] };
      await this.takeBack(bets, first.statuses);
      return { status, results: await this.outcomes.undo(finish, bets, status), ...first.balance };
    }
    const second = apart && !refused ? await this.ask(admission, rest, true) : first;
    finish.end = refused ? 'none' : second.end;
    const results = await this.outcomes.finish(finish, new Map([...first.statuses, ...second.statuses]));
    const balance = second.balance ?? first.balance;
    const refusal = firstRefusal(results);
    // Whoever heard `ok` would not ask again, and a round that its studio has ended would be void in the end.
    return { status: refusal === 'ok' && finish.end === 'unknown' ? 'retry' : refusal, results, ...balance };
  }

  private async ask(
    { ends, round, stakes, closing, awaitsBets }: Admission,
    carried: readonly Carried[],
    last: boolean,
  ): Promise<{ statuses: Map<string, Status>; end: End; balance?: { balance: Balance } }> {
    const commands: { carried?: Carried; command: LedgerCommand }[] = [];
    const statuses = new Map<string, Status>();
    for (const one of carried) {
      const command = commandOf(one.action, one.setting);
      if (command) commands.push({ carried: one, command });
      else statuses.set(one.action.id, 'ok');
    }
    if (last && ends && round && stakes > 0 && !closing) {
      const { player_id: playerId, currency, wallet_round_id: walletRoundId } = round;
      commands.push({ command: endOf({ playerId, currency, walletRoundId }, 0) });
    }
    if (commands.length === 0) return { statuses, end: 'none' };
    const { results } = await this.bus.ask(carryOut, { commands: commands.map(({ command }) => command) });
    let end: End = 'none';
    for (const [index, { carried: one }] of commands.entries()) {
      const result = results[index] ?? { code: 'internal' };
      if (one) statuses.set(one.action.id, statusAfter(one, statuses, result));
      else end = endOfCode(result.code, awaitsBets);
    }
    const balance = balanceOf(results);
    return {
      ...{ statuses, end },
      ...(balance ? { balance: { balance } } : {}),
    };
  }

  /** The bets of a call that is refused as a whole, so far as the ledger took them. */
  private async takeBack(bets: readonly Carried[], statuses: ReadonlyMap<string, Status>): Promise<void> {
    const commands = bets
      .filter(({ action }) => statuses.get(action.id) === 'ok')
      .map(({ setting: { playerId, ourId, currency } }) => ({
        rollback: { playerId, stakeId: ourId, currency, reason: 'call_refused' },
      }));
    if (commands.length > 0) await this.bus.ask(carryOut, { commands });
  }
}

/** Of a win whose own outcome nobody knows nothing is known to be taken back either; one that is refused is nothing to take. */
function statusAfter(
  { action, setting }: Carried,
  statuses: ReadonlyMap<string, Status>,
  result: Pick<CommandResult, 'code'>,
): Status {
  const before = setting.undoes && statuses.get(setting.undoes.action.id);
  if (before === 'retry') return 'retry';
  return before === undefined || before === 'ok' ? statusOf(action.kind, result) : 'ok';
}

/** What the ledger says of the end of a round by itself: a bet without an answer may reach it after that. */
function endOfCode(code: string, awaitsBets: boolean): End {
  if (code === 'done' || code === 'replayed' || code === 'round_over') return 'over';
  if (code === 'no_stake' && awaitsBets) return 'unknown';
  return code === 'internal' || code === 'outcome_unknown' ? 'unknown' : 'none';
}

function firstRefusal(results: readonly ActionResult[]): Status {
  return results.find(({ status }) => status !== 'ok')?.status ?? 'ok';
}

/** A replayed receipt has the balance of then; only what was just done says how things stand. */
function balanceOf(results: readonly CommandResult[]): Balance | undefined {
  const last = results.findLast(({ receipt }) => receipt !== undefined && !receipt.replayed)?.receipt;
  if (!last || results.some(({ code }) => code !== 'done')) return undefined;
  return { cash: last.balance.amount, bonus: last.bonus.amount, currency: last.balance.currency };
}
