import { readFileSync } from 'node:fs';
import path from 'node:path';
import { arguedNames } from '../../../tools/mutants/argued.js';
import { MutableDatabase } from '../../../tools/mutants/database.js';
import { byName, type Mutant } from '../../../tools/mutants/mutant.js';
import { sqlMutants } from '../../../tools/mutants/sql-mutants.js';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';

const sizes = { small: { mutants: 40 }, full: { mutants: 400 } };
/** Of the model alone: the specs see more, see `npm run mutants`. */
const wanted = 0.8;
const file = 'apps/wallet/src/ledger/post.sql';
const root = path.resolve(import.meta.dirname, '../../../..');

/** Small mistakes in the function that moves money, drawn from all that differ from it; the model must see most. */
export async function testsSee(options: Options): Promise<Report> {
  const source = readFileSync(path.join(root, file), 'utf8');
  const argued = arguedNames();
  const left = [...byName(source, sqlMutants(file, source))].filter(([name]) => !argued.has(name));
  const random = new Seeded(options.seed);
  const drawn = Array.from({ length: sizes[options.size].mutants }, () => {
    const one = random.pick(left);
    left.splice(left.indexOf(one), 1);
    return one;
  });
  const database = await MutableDatabase.open(60);
  try {
    const missed: string[] = [];
    let judged = 0;
    for (const [name, mutant] of drawn) {
      const { verdict } = await database.judge(mutant, source);
      if (verdict !== 'invalid') judged += 1;
      if (verdict === 'unseen') missed.push(name);
    }
    const share = (judged - missed.length) / judged;
    return {
      ...{ ok: 0, refused: 0, unknown: 0 },
      faults: { 'mistakes in post.sql': judged },
      checked: [
        `${judged - missed.length} of ${judged} seen by the model alone (${(100 * share).toFixed(0)} %)`,
        'all mutants, by all tests: npm run mutants -- wallet',
      ],
      broken: share >= wanted ? [] : missed,
      control: await control(database, source, drawn[0]?.[1] as Mutant),
    };
  } finally {
    await database.close();
  }
}

/** Were everything seen, nothing would be: the code as it is must pass. */
async function control(
  database: MutableDatabase,
  source: string,
  mutant: Mutant,
): Promise<Report['control']> {
  const same = { ...mutant, text: source.slice(mutant.from, mutant.to) };
  const { verdict } = await database.judge(same, source);
  return {
    what: 'a change that changes nothing',
    saw: verdict === 'unseen' ? ['it was not taken for a mistake'] : [],
  };
}
