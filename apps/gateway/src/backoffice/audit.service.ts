import {
  type ActionOutcome,
  commonError,
  concludeAction,
  type RecordAction,
  recordAction,
} from '@croupier/contracts';
import { DomainError, newId } from '@croupier/kernel';
import { Bus, currentContext, runInContext } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { type StaffCaller } from '../access/token-cache.js';

/** What a member of staff is about to do. */
export interface StaffAction {
  /** Names the action: `block-player`. */
  ask: { readonly subject: string };
  targetKind?: string;
  /** An id, never a name or an address. */
  targetId?: string;
  reason?: string;
  /** Without personal data. */
  parameters?: Record<string, unknown>;
}

const concludeBudgetMs = 1000;

/**
 * Carries out actions of staff: noted in the audit trail first, then done, then noted how it ended. What cannot be noted
 * is not done.
 */
@Injectable()
export class AuditService {
  constructor(
    private readonly bus: Bus,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @throws DomainError `service_unavailable` if the action cannot be noted, and whatever `work` throws. */
  async perform<Result>(
    staff: StaffCaller,
    action: StaffAction,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const entryId = await this.record(staff, action);
    try {
      const result = await work();
      await this.conclude(entryId, 'done');
      return result;
    } catch (error) {
      await this.conclude(entryId, ...endOf(error));
      throw error;
    }
  }

  /** Notes an attempt that was refused before it began. What cannot be noted is refused all the same. */
  async refused(staff: StaffCaller, action: StaffAction, code: string): Promise<void> {
    const entry = entryOf(staff, action);
    try {
      await this.bus.ask(recordAction, { ...entry, code });
    } catch (error) {
      const { entryId, action: name } = entry;
      this.log.error({ action: name, entryId, code, err: error }, 'a refusal of staff could not be noted');
    }
  }

  private async record(staff: StaffCaller, facts: StaffAction): Promise<string> {
    const entry = entryOf(staff, facts);
    const { entryId, action } = entry;
    try {
      await this.bus.ask(recordAction, entry);
    } catch (cause) {
      this.log.error(
        { action, entryId, err: cause },
        'an action of staff could not be noted, and was refused',
      );
      const detail = 'The audit trail cannot be written; the action was not carried out.';
      throw commonError('service_unavailable', { detail, cause });
    }
    return entryId;
  }

  /** With a budget of its own: what was done is noted even if it took the whole of the request's. */
  private async conclude(entryId: string, outcome: ActionOutcome, code?: string): Promise<void> {
    const { actor = 'system:gateway', trace = '' } = currentContext() ?? {};
    const call = { actor, trace, deadlineAt: performance.now() + concludeBudgetMs };
    const end = { entryId, outcome, ...(code === undefined ? {} : { code }) };
    try {
      await runInContext(call, () => this.bus.ask(concludeAction, end));
    } catch (error) {
      // It stays `open` in the trail, which says that nobody knows how it ended.
      this.log.error({ ...end, err: error }, 'the end of an action of staff could not be noted');
    }
  }
}

function entryOf({ staffId, roles }: StaffCaller, { ask, ...facts }: StaffAction): RecordAction {
  return { entryId: newId(), staffId, roles, action: ask.subject.split('.')[2] ?? '', ...facts };
}

function endOf(error: unknown): [ActionOutcome, string] {
  if (!(error instanceof DomainError)) return ['failed', 'internal'];
  const open = error.kind === 'internal' || error.code === 'outcome_unknown';
  return [open ? 'failed' : 'refused', error.code];
}
