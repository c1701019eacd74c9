import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type JackpotDefinition, jackpotSection } from '@croupier/game-maths';

/** The game of ours that is played for a jackpot. */
export const jackpotGame = 'tideway-beacons';

const shipped = path.resolve(import.meta.dirname, '../../../apps/games/definitions');
/** With every tenth pound that is staked it falls: as shipped, no run would see that. */
const generous = { seed: 10, contributionPpm: 12_345, trigger: { kind: 'odds' as const, oneIn: 1000 } };
/** What the house puts into each new pot, in minor units. */
export const jackpotSeed = generous.seed;

/** All games of ours, with a jackpot that falls often. @returns the folder */
export async function definitionsIn(folder: string): Promise<string> {
  await cp(shipped, folder, { recursive: true });
  const file = path.join(folder, `${jackpotGame}.json`);
  const game = JSON.parse(await readFile(file, 'utf8')) as {
    jackpot: JackpotDefinition;
    rules: { id: string }[];
  };
  const jackpot = { ...game.jackpot, ...generous };
  const rules = game.rules.map((section) => (section.id === 'jackpot' ? jackpotSection(jackpot) : section));
  await writeFile(file, JSON.stringify({ ...game, jackpot, rules }));
  return folder;
}
