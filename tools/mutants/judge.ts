import { type MutableDatabase } from './database.js';
import { type Mutant, mutated } from './mutant.js';
import { type Sandbox } from './sandbox.js';
import { type Target } from './targets.js';
import { type Verdict } from './verdict.js';

/** Evenings that are played on a broken build, each in a process of its own. */
const evenings = 40;

/** Whether anything sees a mutant: first what is quick, then specs with servers. */
export async function judge(
  target: Target,
  mutant: Mutant,
  source: string,
  parts: { database: MutableDatabase; sandbox: Sandbox; before: Verdict | undefined; isQuick: boolean },
): Promise<Verdict> {
  const { database, sandbox, before, isQuick } = parts;
  const sql = target.name.endsWith('.sql');
  if (sql && before?.verdict !== 'unseen') {
    const verdict = await database.judge(mutant, source);
    if (verdict.verdict !== 'unseen' || isQuick) return verdict;
  }
  await sandbox.write(target.file, mutated(source, mutant));
  try {
    if (!sql && before?.verdict !== 'unseen') {
      const by =
        (await sandbox.firstFailure(target.pure)) ??
        (target.played
          ? await sandbox.play(target.file, mutated(source, mutant), database, evenings)
          : undefined);
      if (by !== undefined) return { verdict: 'killed', by };
      if (isQuick) return { verdict: 'unseen', by: '' };
    }
    for (const specs of target.started) {
      if (!sandbox.isMeasured(specs)) {
        await sandbox.write(target.file, source);
        await sandbox.measure(specs);
        await sandbox.write(target.file, mutated(source, mutant));
      }
      const by = await sandbox.firstFailure(specs);
      if (by !== undefined) return { verdict: 'killed', by };
    }
    return { verdict: 'survived', by: '' };
  } finally {
    await sandbox.write(target.file, source);
    if (!sql && target.played) await sandbox.build(target.file, source);
  }
}
