import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import type { Action, ActionResult, Call, Status } from '../dialects/canonical.js';
import type { Studio } from '../studios/studio.js';
import type { Admission, Carried } from './admissions.service.js';

/** What is to be written down of a call. */
export interface Finish {
  studio: Studio;
  call: Call;
  admission: Admission;
  end: End;
}

/** What the ledger said of the end of the round by itself: nothing where none was sent, or where it has no stake of the round. */
export type End = 'over' | 'unknown' | 'none';

/** The last half of a call: what the wallet said, written down once, by whoever is first. */
@Injectable()
export class OutcomesService {
  constructor(private readonly transactions: TransactionRunner) {}

  /** @returns one result for each action, in the order of the call */
  async finish(finish: Finish, statuses: ReadonlyMap<string, Status>): Promise<ActionResult[]> {
    const { admission, call, studio } = finish;
    const carried = new Map(admission.carried.map((one) => [one.action.id, one]));
    if (admission.carried.length === 0 && !admission.ends) return known(admission, call);
    return this.transactions.run(async (manager) => {
      const results: ActionResult[] = [];
      const asked = new Set(call.actions.map(({ id }) => id));
      for (const one of admission.carried)
        if (!asked.has(one.action.id)) {
          const { status } = await conclude(manager, studio.id, one, statuses.get(one.action.id) ?? 'retry');
          if (one.setting.closes && status === 'ok') await close(manager, one.setting.walletRoundId);
          // Its end did not come about: it is another's to claim.
          if (one.setting.closes && status !== 'ok' && status !== 'retry')
            await giveEndBack(manager, one.setting.walletRoundId);
        }
      for (const [index, action] of call.actions.entries()) {
        const one = carried.get(action.id);
        const before = admission.results[index];
        if (one) results.push(await conclude(manager, studio.id, one, statuses.get(action.id) ?? 'retry'));
        else if (before) results.push(before);
      }
      if (admission.round) await this.endRound(manager, finish, results);
      return results;
    });
  }

  /** A call of several actions was refused as a whole: its bets are refused for ever, the rest never was. */
  async undo(
    { studio, call, admission }: Finish,
    bets: readonly Carried[],
    status: Status,
  ): Promise<ActionResult[]> {
    await this.transactions.run(async (manager) => {
      for (const { action } of bets) await write(manager, studio.id, action.id, refusalOf(status));
      // The ledger hears of them after all bets: it knows none of them, however often the call came.
      const own = new Set(call.actions.map(({ id }) => id));
      const ids = admission.carried.filter((one) => !bets.includes(one) && own.has(one.action.id));
      await manager.query(
        `DELETE FROM studio_transactions WHERE studio_id = $1 AND transaction_id = ANY ($2) AND state = 'pending'`,
        [studio.id, ids.map(({ action }) => action.id)],
      );
      for (const { action } of ids) await follow(manager, studio.id, action, status);
      await reopen(manager, admission);
    });
    return call.actions.map((action) => ({ action, status, replayed: false }));
  }

  private async endRound(manager: EntityManager, finish: Finish, results: ActionResult[]): Promise<void> {
    const { round, ends, closing } = finish.admission;
    if (!round || !ends) return;
    const end = closing ? endBy(closing, results) : finish.end;
    // The next attempt asks again, under the same key: it must be no other's until then.
    if (end === 'unknown') return;
    const refused = results.some(({ status }) => status !== 'ok');
    // Once the ledger has ended it, it is over, whatever became of the rest of the call.
    if (end === 'over' || (!closing && !refused)) return close(manager, round.wallet_round_id);
    await reopen(manager, finish.admission);
  }
}

/** Where a win ends the round, the ledger has ended it with that win, or has not. */
function endBy({ action }: Carried, results: readonly ActionResult[]): End {
  const status = results.find((result) => result.action.id === action.id)?.status ?? 'ok';
  if (status === 'retry') return 'unknown';
  return status === 'ok' ? 'over' : 'none';
}

async function close(manager: EntityManager, walletRoundId: string): Promise<void> {
  await manager.query(
    `UPDATE studio_rounds SET closed_at = coalesce(closed_at, clock_timestamp()), ended_by = coalesce(ended_by, 'studio')
      WHERE wallet_round_id = $1`,
    [walletRoundId],
  );
}

function known({ results }: Admission, call: Call): ActionResult[] {
  return call.actions.flatMap((_, index) => results[index] ?? []);
}

/** The end that this call claimed and that did not come about may be claimed by another. */
async function reopen(manager: EntityManager, { round, ends }: Admission): Promise<void> {
  if (round && ends) await giveEndBack(manager, round.wallet_round_id);
}

async function giveEndBack(manager: EntityManager, walletRoundId: string): Promise<void> {
  await manager.query(
    `UPDATE studio_rounds SET closing_id = NULL WHERE wallet_round_id = $1 AND closed_at IS NULL`,
    [walletRoundId],
  );
}

/** Refusals that are remembered; `retry` is none. */
function refusalOf(status: Status): Status | null {
  return status === 'ok' ? null : status;
}

async function conclude(
  manager: EntityManager,
  studioId: string,
  { action, setting, resumed }: Carried,
  status: Status,
): Promise<ActionResult> {
  const said = { action, replayed: resumed, ourId: setting.ourId, at: setting.recordedAt };
  // Nothing is known: the row stays as it is, and the next attempt asks again.
  if (status === 'retry') return { ...said, status };
  const written = await write(manager, studioId, action.id, refusalOf(status));
  await follow(manager, studioId, action, status);
  return { ...said, status: written ?? status };
}

/** @returns the status that stands, if another attempt or a rollback was first */
async function write(
  manager: EntityManager,
  studioId: string,
  id: string,
  refusal: Status | null,
): Promise<Status | undefined> {
  const [rows] = (await manager.query(
    `UPDATE studio_transactions
        SET state = CASE WHEN $3::text IS NULL THEN 'accepted' ELSE 'refused' END, refusal = $3,
            finished_at = clock_timestamp(), finished_xid = pg_current_xact_id()
      WHERE studio_id = $1 AND transaction_id = $2 AND state = 'pending' RETURNING 1`,
    [studioId, id, refusal],
  )) as [unknown[], number];
  if (rows.length > 0) return undefined;
  const [row] = (await manager.query(
    `SELECT coalesce(refusal, 'ok') AS status FROM studio_transactions WHERE studio_id = $1 AND transaction_id = $2`,
    [studioId, id],
  )) as { status: Status }[];
  return row?.status;
}

/** What an outcome means for the bet behind it. */
async function follow(
  manager: EntityManager,
  studioId: string,
  action: Action,
  status: Status,
): Promise<void> {
  if (action.kind === 'rollback' && status === 'ok') {
    // The bet may be under way still; the ledger refuses it from now on, and so do we.
    await write(manager, studioId, action.betId, 'rolled_back');
    return;
  }
  if (action.kind === 'reverse-win') {
    if (status !== 'ok') return;
    await manager.query(
      `UPDATE studio_transactions SET reversed_at = coalesce(reversed_at, clock_timestamp())
        WHERE studio_id = $1 AND transaction_id = $2 AND state = 'accepted'`,
      [studioId, action.winId],
    );
    return;
  }
  if ((action.kind !== 'win' && action.kind !== 'rollback') || status === 'ok' || action.betId === undefined)
    return;
  const column = action.kind === 'win' ? 'settled_at' : 'rolled_back_at';
  await manager.query(
    `UPDATE studio_transactions SET ${column} = NULL
      WHERE studio_id = $1 AND transaction_id = $2
        AND NOT EXISTS (SELECT FROM studio_transactions AS other
                         WHERE other.studio_id = $1 AND other.bet_id = $2 AND other.kind = $3 AND other.state = 'accepted')`,
    [studioId, action.betId, action.kind],
  );
}
