import { type RecordAction, type StaffRole } from '@croupier/contracts';
import { DomainError, newId } from '@croupier/kernel';

/** Somebody's action on somebody. */
export function action(over: Partial<RecordAction> = {}): RecordAction {
  return {
    ...{ entryId: newId(), staffId: newId(), roles: ['support'] as StaffRole[], action: 'block-player' },
    ...{ targetKind: 'player', targetId: newId(), reason: 'asked for by telephone' },
    ...over,
  };
}

/** The refusal that `work` must end with. */
export async function refusal(work: Promise<unknown>): Promise<DomainError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
