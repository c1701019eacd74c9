import type { DefinitionFault } from '../definition-error.js';
import { fraction } from '../fraction.js';
import { jackpotFaults } from '../jackpots/certification.js';
import type { ToldFigure } from '../engine.js';
import { sampledChance } from '../told-figures.js';
import type { SlotDefinition } from './definition.js';
import { returnByLaw } from './exact.js';
import { modelOf, symbolAt } from './model.js';
import { coursesOf } from './payouts.js';
import { shownPays } from './reach.js';
import { roundFigures } from './round.js';
import { sampledError } from './sampled-error.js';
import { type SpinLaw, spinLawOf } from './spin-law.js';
import { statedFaults } from './stated.js';

/**
 * What keeps a slot that can be played from being certified: prizes that no combination of its strips can show, and
 * texts that tell players what the maths does not say.
 */
export function slotCertificationFaults(definition: SlotDefinition): DefinitionFault[] {
  return [
    ...unreachablePays(definition),
    ...unreachableCounts(definition),
    ...textFaults(definition),
    ...statedFaults(definition),
    ...jackpotFaults(definition),
  ];
}

function unreachablePays(definition: SlotDefinition): DefinitionFault[] {
  const shown = shownPays(definition);
  return Object.entries(definition.pays).flatMap(([id, table]) =>
    Object.keys(table)
      .filter((count) => !shown.has(`${id}:${count}`))
      .map((count) => ({
        path: `pays.${id}.${count}`,
        message: 'is never paid on these strips; remove it or put its symbols on the reels that it needs',
      })),
  );
}

/** Scatter pays, awards, bonus and coins: counts that never stand in the window. */
function unreachableCounts(definition: SlotDefinition): DefinitionFault[] {
  const { scatterPays = {}, freeSpins, bonus, holdAndRespin } = definition;
  const faults: DefinitionFault[] = [];
  const check = (
    path: string,
    count: number,
    counts: ReadonlySet<number>,
    next = Number.POSITIVE_INFINITY,
  ): void => {
    if ([...counts].some((shown) => shown >= count && shown < next)) return;
    faults.push({
      path,
      message: `needs ${count} symbols in view, which never stand there; remove it or add them to the strips`,
    });
  };
  for (const [member, table] of [
    ['scatterPays', scatterPays],
    ['freeSpins.awards', freeSpins?.awards ?? {}],
  ] as const) {
    const listed = Object.keys(table).map(Number);
    const counts = countsInView(definition, 'scatter');
    for (const [index, count] of listed.entries())
      check(`${member}.${count}`, count, counts, listed[index + 1]);
  }
  if (bonus?.trigger === 'anywhere') check('bonus.count', bonus.count, countsInView(definition, 'bonus'));
  if (holdAndRespin) check('holdAndRespin.count', holdAndRespin.count, countsInView(definition, 'coin'));
  if (bonus?.trigger !== 'line') return faults;
  const { runs, bonusRun } = modelOf(definition);
  const members = runs[bonusRun]?.members ?? new Set<string>();
  const reels = definition.reels.slice(0, bonus.count);
  if (!reels.every((strip) => strip.some((symbol) => members.has(symbol)))) {
    faults.push({
      path: 'bonus.count',
      message: `needs a run of ${bonus.count}, but a reel of it has no bonus symbol; add one or lower the count`,
    });
  }
  return faults;
}

/** How many of a kind can stand in the window; with cascades, where columns are mixed, up to what the rows hold. */
function countsInView(definition: SlotDefinition, kind: string): Set<number> {
  const { reels, rows, symbols, cascades } = definition;
  const symbol = symbols.find((each) => each.kind === kind)?.id;
  let counts = new Set([0]);
  for (const strip of reels) {
    const here = new Set(
      strip.map(
        (_, stop) =>
          Array.from({ length: rows }, (__, row) => symbolAt(strip, stop, row)).filter((id) => id === symbol)
            .length,
      ),
    );
    const most = cascades === undefined || !strip.includes(symbol ?? '') ? 0 : rows;
    for (let count = 1; count <= most; count += 1) here.add(count);
    counts = new Set([...counts].flatMap((before) => [...here].map((count) => before + count)));
  }
  return counts;
}

/** A multiple of the stake, a number of lines and a bound of free spins, as the rules of slots write them. */
const multipleInText = /(\d[\d,]*(?:\.\d+)?) times the stake/g;
const linesInText = /(\d+) lines\b/g;
const boundInText = /at most (\d+) free spins/g;

/** Multiples of the stake, numbers of lines and bounds of free spins that are not those of the maths. */
function textFaults(definition: SlotDefinition): DefinitionFault[] {
  const multiples = multiplesOf(definition, spinLawOf(definition));
  const { lines, freeSpins } = definition;
  const checks: [RegExp, (text: string) => boolean, string][] = [
    [multipleInText, (text) => multiples.has(text.replaceAll(',', '')), ' times the stake'],
    [linesInText, (text) => Number(text) === lines.length, ' lines'],
    [boundInText, (text) => Number(text) === freeSpins?.maximumTotal, ' free spins at most'],
  ];
  return definition.rules.flatMap(({ paragraphs }, section) =>
    paragraphs.flatMap((text, paragraph) =>
      checks.flatMap(([pattern, isTrue, unit]) =>
        [...text.matchAll(pattern)]
          .map(([, figure = '']) => figure)
          .filter((figure) => !isTrue(figure))
          .map((figure) => ({
            path: `rules[${section}].paragraphs[${paragraph}]`,
            message: `tells players ${figure}${unit}, which is no figure of this game; write what the maths gives`,
          })),
      ),
    ),
  );
}

/** What the rules of slots tell in percent beside the figures of the sheet: of one spin, of its parts, of what it begins. */
export function slotFigures(definition: SlotDefinition): ToldFigure[] {
  const law = spinLawOf(definition);
  const { split, hitRate } = returnByLaw(definition, law);
  const { lines, scatter, freeSpins, bonus = fraction(0n), hold = fraction(0n) } = split;
  const awarded = [...law.byAward].flatMap(([award, payouts]) => (award > 0 ? [coursesOf(payouts)] : []));
  const awards = awarded.reduce((sum, ways) => sum + ways, 0n);
  const chances = [...awarded, awards].map((ways) => fraction(ways, law.total));
  const [shares, parts] = [
    [hitRate, ...chances, ...law.events.values()],
    [lines, scatter, freeSpins, bonus, hold],
  ];
  const { sampled } = law;
  if (sampled === undefined) return [...shares, ...parts].map((value) => ({ value }));
  const error = sampledError(definition, law);
  return [
    ...shares.map((value) => sampledChance(value, sampled)),
    ...parts.map((value) => ({ value, error })),
  ];
}

function multiplesOf(definition: SlotDefinition, law: SpinLaw): Set<string> {
  const { scatterPays, bonus, holdAndRespin } = definition;
  const inStakes = (units: number): string => String(units / law.unit);
  const { multiple } = roundFigures(law, definition.freeSpins).maximum;
  const most = Number(multiple.numerator) / Number(multiple.denominator);
  return new Set([
    ...Object.values(scatterPays ?? {}).map(String),
    ...(bonus?.trigger === 'anywhere' ? bonus.prizes.map((prize) => String(prize.multiple)) : []),
    ...(bonus?.trigger === 'line' ? bonus.prizes.map((prize) => inStakes(prize.multiple)) : []),
    ...(holdAndRespin
      ? [...holdAndRespin.values.map((prize) => prize.multiple), holdAndRespin.full].map(inStakes)
      : []),
    ...Object.values(definition.pays).flatMap((table) => Object.values(table).map(inStakes)),
    // The most of a sample is no bound, and told by nobody.
    ...(law.sampled === undefined ? [String(most)] : []),
  ]);
}
