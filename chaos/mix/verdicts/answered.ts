import { DomainError } from '@croupier/kernel';
import { RebuildFault } from '../../../tools/rebuild/rebuild.js';
import { type ChaosStand } from '../stand.js';

/** No answer says nothing of what is right: it is asked for again, for as long as a busy machine may need. */
export async function answered<Value>(
  stand: Pick<ChaosStand, 'until'>,
  look: () => Promise<Value>,
): Promise<Value> {
  const seen: { value?: Value; silence?: unknown } = {};
  await stand.until(
    'what is compared could be read',
    async () => {
      try {
        seen.value = await look();
        return true;
      } catch (error) {
        if (!isSilence(error)) throw error;
        seen.silence = error;
        return false;
      }
    },
    () => String(seen.silence),
  );
  return seen.value as Value;
}

function isSilence(error: unknown): boolean {
  const cause = error instanceof RebuildFault ? error.cause : error;
  return cause instanceof DomainError && cause.kind === 'unavailable';
}
