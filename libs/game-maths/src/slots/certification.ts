import type { DefinitionFault } from '../definition-error.js';
import { jackpotFaults } from '../jackpots/certification.js';
import type { SlotDefinition } from './definition.js';
import { multiplesOf } from './figures.js';
import { spinsOf } from './free-strips.js';
import { modelOf } from './model.js';
import { awardingCounts, countsInView, shownPays } from './reach.js';
import { statedFaults } from './stated.js';
import { unitName } from './text-words.js';

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
    const counts =
      member === 'scatterPays' ? countsInView(definition, 'scatter') : awardingCounts(definition);
    for (const [index, count] of listed.entries())
      check(`${member}.${count}`, count, counts, listed[index + 1]);
  }
  if (bonus?.trigger === 'anywhere') check('bonus.count', bonus.count, countsInView(definition, 'bonus'));
  if (holdAndRespin) check('holdAndRespin.count', holdAndRespin.count, countsInView(definition, 'coin'));
  if (bonus?.trigger !== 'line') return faults;
  const { runs, bonusRun } = modelOf(definition);
  const members = runs[bonusRun]?.members ?? new Set<string>();
  const canRun = spinsOf(definition).some(({ reels }) =>
    reels.slice(0, bonus.count).every((strip) => strip.some((symbol) => members.has(symbol))),
  );
  if (!canRun) {
    faults.push({
      path: 'bonus.count',
      message: `needs a run of ${bonus.count}, but a reel of it has no bonus symbol; add one or lower the count`,
    });
  }
  return faults;
}

const figure = String.raw`(\d[\d,]*(?:\.\d+)?)`;
/** A multiple of the stake or of its share, a number of lines and a bound of free spins, as the rules of slots write them. */
const multipleInText = new RegExp(String.raw`${figure} times (?:the|your|its) (?:total |whole )?stake`, 'g');
const unitsInText = new RegExp(
  String.raw`${figure} times (?:the|your|its|a|one|each) (?:line bet|bet per line|credit)\b`,
  'g',
);
const linesInText = /(\d+) lines\b/g;
const boundInText = /at most (\d+) free spins/g;

/** Multiples, numbers of lines and bounds of free spins that are not those of the maths. */
function textFaults(definition: SlotDefinition): DefinitionFault[] {
  const { stakes, units } = multiplesOf(definition);
  const { lines, freeSpins } = definition;
  const checks: [RegExp, (text: string) => boolean, string][] = [
    [multipleInText, (text) => stakes.has(text.replaceAll(',', '')), ' times the stake'],
    [unitsInText, (text) => units.has(text.replaceAll(',', '')), ` times the ${unitName(definition)}`],
    [linesInText, (text) => Number(text) === lines.length, ' lines'],
    [boundInText, (text) => Number(text) === freeSpins?.maximumTotal, ' free spins at most'],
  ];
  return definition.rules.flatMap(({ paragraphs }, section) =>
    paragraphs.flatMap((text, paragraph) =>
      checks.flatMap(([pattern, isTrue, unit]) =>
        [...text.matchAll(pattern)]
          .map(([, said = '']) => said)
          .filter((said) => !isTrue(said))
          .map((said) => ({
            path: `rules[${section}].paragraphs[${paragraph}]`,
            message: `tells players ${said}${unit}, which is no figure of this game; write what the maths gives`,
          })),
      ),
    ),
  );
}
