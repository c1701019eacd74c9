/** One small change of a source: what stands from `from` to `to` becomes `text`. */
export interface Mutant {
  /** From the root of the repository. */
  file: string;
  from: number;
  to: number;
  text: string;
  /** The sort of change. */
  rule: string;
}

export function mutated(source: string, { from, to, text }: Mutant): string {
  return source.slice(0, from) + text + source.slice(to);
}

export function lineOf(source: string, { from }: Mutant): number {
  return source.slice(0, from).split('\n').length;
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A name that stays while lines move: the changed line, what goes and what comes. */
export function nameOf(source: string, mutant: Mutant): string {
  const { from, to, text } = mutant;
  const start = source.lastIndexOf('\n', from - 1) + 1;
  const end = source.indexOf('\n', from);
  const line = flat(source.slice(start, end < 0 ? source.length : end));
  const [gone, come] = [flat(source.slice(from, to)), flat(text)];
  const before = flat(source.slice(start, from)).length;
  return `${mutant.file.split('/').at(-1) ?? ''} | ${line} | ${before}: ${gone.slice(0, 120)} => ${come.slice(0, 120)}`;
}

/** Mutants by names that are theirs alone: of equal lines the second has a 2 behind it. */
export function byName(source: string, mutants: readonly Mutant[]): Map<string, Mutant> {
  const named = new Map<string, Mutant>();
  for (const mutant of mutants) {
    const name = nameOf(source, mutant);
    let own = name;
    for (let place = 2; named.has(own); place += 1) own = `${name} (${place})`;
    named.set(own, mutant);
  }
  return named;
}
