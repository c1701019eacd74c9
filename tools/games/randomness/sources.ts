import { systemEntropy } from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { GamesFault } from '../games-fault.js';
import { RoundsRandom, type Stream, systemRandom } from './streams.js';

export const sourceNames = ['rounds', 'system'] as const;
type SourceName = (typeof sourceNames)[number];

/** A stream of this process, from its own generator, after that has passed its start-up test. @throws GamesFault, RandomSourceError */
export function openSource(name: string): Stream {
  const opened: Record<SourceName, () => Stream> = {
    rounds: () => ({ name, random: new RoundsRandom(systemEntropy, `a key of this run alone, ${newId()}`) }),
    system: () => ({ name, random: systemRandom(systemEntropy) }),
  };
  const open = sourceNames.find((each) => each === name);
  if (open) return opened[open]();
  throw new GamesFault(`--source is ${name}`, `give ${sourceNames.join(' or ')}`);
}
