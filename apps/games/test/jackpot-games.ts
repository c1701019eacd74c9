import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type JackpotDefinition, jackpotSection } from '@croupier/game-maths';

interface GameJson {
  id: string;
  jackpot: JackpotDefinition;
  rules: { id: string }[];
}

const beacons = path.resolve(import.meta.dirname, '../definitions/tideway-beacons.json');

/** A pot that falls with every tenth pound staked, one that falls within a pound, and two games for each. */
export async function jackpotGames(): Promise<Record<string, GameJson>> {
  const shipped = JSON.parse(await readFile(beacons, 'utf8')) as GameJson;
  const made = (id: string, jackpot: Partial<JackpotDefinition>): GameJson => {
    const own = { ...shipped.jackpot, ...jackpot };
    const rules = shipped.rules.map((section) => (section.id === 'jackpot' ? jackpotSection(own) : section));
    return { ...shipped, id, jackpot: own, rules };
  };
  const often = {
    ...{ id: 'often', seed: 10, contributionPpm: 12_345 },
    trigger: { kind: 'odds' as const, oneIn: 1000 },
  };
  const hidden = {
    ...{ id: 'hidden', seed: 5, contributionPpm: 2000 },
    trigger: { kind: 'must-drop' as const, by: 105 },
  };
  return {
    'often-one': made('often-one', often),
    'often-two': made('often-two', often),
    'hidden-one': made('hidden-one', hidden),
    'hidden-two': made('hidden-two', hidden),
  };
}
