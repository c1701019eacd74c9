import type { SlotDefinition } from './definition.js';

/** What a text can name: a symbol or a group, with what it is. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly kind: 'regular' | 'wild' | 'scatter' | 'bonus' | 'coin' | 'group';
}

/** First of the characters of private use that stand for names, so that no number within a name is read as a count. */
const firstMark = 0xe000;

/** Source of a pattern of one name in a marked text. */
export const markOfName = String.raw`[\uE000-\uF8FF]`;

/** Words of the sentences themselves: a symbol that is called so is only seen with a capital letter. */
const ownWords = new Set([
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  ...['line', 'bet', 'stake', 'credit', 'pick', 'respin', 'spin', 'window', 'way', 'reel', 'time', 'more'],
]);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** A name and its plurals: Ace, Aces; Cherry, Cherries; Leaf, Leaves. */
function formsOf(name: string): string {
  if (/[^aeiou]y$/i.test(name)) return `${escaped(name.slice(0, -1))}(?:y|ies)`;
  if (/[^f]f$/i.test(name)) return `${escaped(name.slice(0, -1))}(?:f|fs|ves)`;
  return `${escaped(name)}(?:e?s)?`;
}

/** Reads the names of the symbols and groups of a game in texts. */
export class SymbolNames {
  private readonly all: readonly Named[];
  private readonly patterns: readonly (readonly [pattern: RegExp, mark: string])[];

  constructor({ symbols, groups = [] }: SlotDefinition) {
    this.all = [
      ...symbols.map(({ id, name, kind }) => ({ id, name, kind })),
      ...groups.map(({ id, name }) => ({ id, name, kind: 'group' as const })),
    ];
    const lastWords = this.all.map(({ name }) => name.split(/\s+/).at(-1)?.toLowerCase() ?? '');
    const called = this.all.flatMap(({ name }, index) => {
      const word = lastWords[index] ?? '';
      const isShort = name.includes(' ') && lastWords.filter((other) => other === word).length === 1;
      // Bells are Tide Bells, unless something else is a bell, too.
      const short = isShort ? [name.split(/\s+/).at(-1) ?? name] : [];
      return [name, ...short].map((form) => ({ form, mark: String.fromCodePoint(firstMark + index) }));
    });
    this.patterns = called
      .sort((left, right) => right.form.length - left.form.length)
      .map(({ form, mark }) => {
        const flags = ownWords.has(form.toLowerCase()) ? 'gu' : 'giu';
        return [new RegExp(String.raw`(?<![\p{L}\d])${formsOf(form)}(?![\p{L}\d])`, flags), mark];
      });
  }

  /** The text with one character for each name, which `named` reads. */
  marked(text: string): string {
    return this.patterns.reduce((left, [pattern, mark]) => left.replace(pattern, mark), text);
  }

  /** What a marked text names, in the order of its words. */
  named(marked: string): Named[] {
    return [...marked].flatMap((mark) => this.all[(mark.codePointAt(0) ?? 0) - firstMark] ?? []);
  }

  /** A marked text as it was, but for plurals. */
  plain(marked: string): string {
    return [...marked].map((mark) => this.named(mark)[0]?.name ?? mark).join('');
  }
}
