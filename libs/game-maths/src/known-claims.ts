import { currencies, exponentOf } from '@croupier/kernel';

/** What a text says that the maths decides, in a form that can be compared; `say` is how it is told. */
interface Claim {
  readonly key: string;
  readonly say: string;
  /** True of what holds for all bets, whatever else the sentence speaks of: in steps of so much. */
  readonly general?: boolean;
}

/** Forms of claims, each with the sentences in which it is one. */
const forms: readonly {
  readonly pattern: RegExp;
  readonly within?: RegExp;
  readonly read: (match: RegExpMatchArray) => Claim | undefined;
}[] = [
  {
    // `3 to 2`, `800 for 1`, `35:1`; `from 1 to 18` and `(1 to 18)` are ranges.
    pattern:
      /(?<!\b(?:on|from|of|numbers|totals|between|with) )(?<![\d.,(])(\d[\d,]*(?:\.\d+)?)(?: (to|for) |:)(\d+)\b/g,
    within: /\b(?:pays?|paid|paying|wins?|won|odds)\b/i,
    read: ([, win = '', word = 'to', per = '']) => {
      const say = `${win.replaceAll(',', '')} ${word} ${per}`;
      return { key: say, say };
    },
  },
  {
    pattern: /(?<![\d.,])(\d[\d,]*(?:\.\d+)?) times (?:its|the|your) (?:stake|bet)\b/g,
    read: ([, multiple = '']) => {
      const plain = multiple.replaceAll(',', '');
      return { key: `${Number(plain)} times`, say: `${plain} times the stake` };
    },
  },
  {
    pattern: new RegExp(
      String.raw`([£€$])(\d[\d,]*(?:\.\d+)?)|(?<![\d.,])(\d[\d,]*(?:\.\d+)?) ?(${currencies.join('|')})\b|(?<![\d.,])(\d+)p\b`,
      'g',
    ),
    read: (match) => {
      const [say, sign, ofSign = '', ofCode = '', code, pence] = match;
      const general = /\b(?:steps?|multiples?) of $/.test(match.input?.slice(0, match.index) ?? '');
      if (pence !== undefined) return { key: `${pence} GBP`, say, general };
      const currency = currencies.find(
        (each) => each === (code ?? { '£': 'GBP', '€': 'EUR', $: 'USD' }[sign ?? '']),
      );
      const [whole = '', decimals = ''] = (ofSign || ofCode).replaceAll(',', '').split('.');
      if (currency === undefined) return undefined;
      const exponent = exponentOf(currency);
      const minor = Number(`${whole}${decimals.padEnd(exponent, '0')}`);
      return { key: decimals.length > exponent ? say : `${minor} ${currency}`, say, general };
    },
  },
];

/** Words by which a part of a sentence speaks of no bet that was named before. */
const ofAll = /\b(?:every|any|all|each|other|others)\b/i;

/** A part of a sentence, and the things that it speaks of: those that it names, or that were named before it. */
interface Clause {
  readonly names: readonly string[];
  readonly claims: readonly (readonly [form: number, claim: Claim])[];
  readonly sentence: readonly string[];
}

/** A claim of a text that is not so, and what is so instead. */
export interface FalseClaim {
  readonly say: string;
  readonly names: readonly string[];
  readonly instead: readonly string[];
}

/**
 * What texts that are known to be true say of what, to hold other texts against: odds, multiples of the stake and amounts of
 * money. A claim beside the name of a bet or a hand has to be one that is made of it there; any other has to be made at all.
 */
export class KnownClaims {
  private readonly names: readonly { readonly name: string; readonly pattern: RegExp }[];
  private readonly known = forms.map(() => new Map<string, string>());
  /** By form and name: claims of the same clause, and of the same sentence. */
  private readonly near = new Map<string, Map<string, string>>();
  private readonly far = new Map<string, Map<string, string>>();

  /** `names` are what bets and hands are called, `texts` are true. */
  constructor(names: Iterable<string>, texts: readonly string[]) {
    // The longer first: a straight flush is no straight.
    this.names = [...new Set([...names].map((name) => name.toLowerCase()))]
      .sort((left, right) => right.length - left.length)
      .map((name) => ({ name, pattern: new RegExp(String.raw`\b${escaped(name)}(?:e?s)?\b`, 'gi') }));
    for (const clause of texts.flatMap((text) => this.clausesOf(text))) {
      for (const [form, { key, say }] of clause.claims) {
        this.known[form]?.set(key, say);
        for (const name of clause.names) claimsAt(this.near, `${form} ${name}`).set(key, say);
        for (const name of clause.sentence) claimsAt(this.far, `${form} ${name}`).set(key, say);
      }
    }
  }

  falseIn(text: string): FalseClaim[] {
    return this.clausesOf(text).flatMap(({ names, claims }) =>
      claims.flatMap(([form, { key, say, general }]) => {
        const of = general === true ? [] : names;
        const allowed = this.allowedFor(form, of);
        return allowed.has(key) ? [] : [{ say, names: of, instead: [...new Set(allowed.values())] }];
      }),
    );
  }

  private allowedFor(form: number, names: readonly string[]): ReadonlyMap<string, string> {
    const ofNames = names.flatMap((name) => [
      ...(this.near.get(`${form} ${name}`) ?? this.far.get(`${form} ${name}`) ?? []),
    ]);
    return ofNames.length > 0 ? new Map(ofNames) : (this.known[form] ?? new Map<string, string>());
  }

  /** Names in a text, in the order of their length. */
  namesIn(text: string): string[] {
    let left = text;
    return this.names.flatMap(({ name, pattern }) => {
      const before = left;
      left = left.replace(pattern, '·');
      return left === before ? [] : [name];
    });
  }

  private clausesOf(text: string): Clause[] {
    return text.split(/(?<=[.!?])\s+/).flatMap((sentence) => {
      let names: readonly string[] = [];
      let all: readonly string[] = [];
      return sentence.split(/;\s+/).flatMap((half) => {
        const inHalf = this.namesIn(half);
        if (inHalf.length > 0) all = inHalf;
        return half.split(/,\s+|\s+and\s+(?=[£€$\d])/).map((part): Clause => {
          const here = this.namesIn(part);
          if (here.length > 0 || ofAll.test(part)) names = here;
          return { names, claims: claimsOf(part, half), sentence: all };
        });
      });
    });
  }
}

function claimsOf(part: string, sentence: string): [number, Claim][] {
  return forms.flatMap(({ pattern, within, read }, form) =>
    within?.test(sentence) === false
      ? []
      : [...part.matchAll(pattern)].flatMap((match): [number, Claim][] => {
          const claim = read(match);
          return claim === undefined ? [] : [[form, claim]];
        }),
  );
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

function claimsAt(claims: Map<string, Map<string, string>>, key: string): Map<string, string> {
  const known = claims.get(key) ?? new Map<string, string>();
  claims.set(key, known);
  return known;
}
