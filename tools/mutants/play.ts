import fc from 'fast-check';
import { type DataSource } from 'typeorm';
import { anyEvening, type Evening } from '../../chaos/faults/wallet/model/commands.js';
import { ModelRun } from '../../chaos/faults/wallet/model/run.js';

const seed = 20261127;
/** Evenings at once: while one waits for its answer another is made ready. */
const lanes = 4;

/** The same evenings in every run. */
export function sameEvenings(count: number): Evening[] {
  return fc.sample(anyEvening(40), { seed, numRuns: count });
}

/** Plays evenings until wallet and model differ. @returns where, and of which evening; nothing if they agree */
export async function firstDifference(
  service: DataSource,
  evenings: readonly Evening[],
): Promise<{ what: string; evening: Evening } | undefined> {
  const waiting = [...evenings];
  let found: { what: string; evening: Evening } | undefined;
  const play = async (lane: number): Promise<void> => {
    const run = new ModelRun(service, `pot-of-lane-${lane}`);
    for (let evening = waiting.shift(); evening && !found; evening = waiting.shift()) {
      const difference = await run
        .play(evening)
        .catch((error: unknown) => ({ what: error instanceof Error ? error.message : String(error) }));
      if (difference) found ??= { what: difference.what, evening };
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => play(lane)));
  return found;
}
