import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** What was found of a mutant, and by what: the test, the evening, or the time that it took. */
export interface Verdict {
  /** `unseen` by the model, and no spec was asked yet. */
  verdict: 'killed' | 'survived' | 'invalid' | 'unseen';
  by: string;
}

/** Verdicts by the names of mutants, in a file if there is one, so that a run that was stopped goes on. */
export class Verdicts {
  private readonly known = new Map<string, Verdict>();

  constructor(private readonly file: string | undefined) {
    if (file === undefined || !existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const { name, ...verdict } = JSON.parse(line) as Verdict & { name: string };
      this.known.set(name, verdict);
    }
  }

  of(name: string): Verdict | undefined {
    return this.known.get(name);
  }

  keep(name: string, verdict: Verdict): void {
    this.known.set(name, verdict);
    if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify({ name, ...verdict })}\n`);
  }
}
