import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { weighedKinds } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import { weightOf } from '../progress/wagering.js';
import { programmeFrom } from './programme-file.js';
import { effectiveWagering } from './publication.js';

/**
 * Half for games of which the house keeps little when they are well played, so that a bonus is not worth more in one kind of
 * game than in another; all of it where the house keeps more. In basis points.
 */
const promised = {
  ...{ slot: 10_000, keno: 10_000 },
  ...{ roulette: 5000, live_roulette: 5000, baccarat: 5000, dice: 5000, 'sic-bo': 5000 },
  ...{ 'video-poker': 5000, blackjack: 5000, 'three-card-poker': 5000, 'casino-war': 5000 },
  ...{ craps: 5000, crash: 5000 },
};

const folder = path.resolve(import.meta.dirname, '../../definitions');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe.each(files)('the programme %s that comes with the release', (file) => {
  const { definition } = programmeFrom(file, readFileSync(path.join(folder, file), 'utf8'));

  it('says what every kind of game counts, so that a new kind is not weighed by accident', () => {
    const { kindWeights = [] } = definition;
    expect(kindWeights.map(({ kind }) => kind).sort()).toEqual([...weighedKinds].sort());
    const weights = weighedKinds.map((kind) => [
      kind,
      weightOf(definition, 'a-game-without-own-weight', kind),
    ]);
    expect(Object.fromEntries(weights)).toEqual(promised);
  });

  it('asks for at most ten times the bonus in whatever kind of game (SR 5.1.1)', () => {
    expect(effectiveWagering(definition)).toBeLessThanOrEqual(1000);
  });
});
