import type { DefinitionFault } from '../definition-error.js';
import type { PublishedDefinition } from '../engine.js';
import { add, compare, fraction, fromDecimal, toDecimal } from '../fraction.js';
import type { JackpotDefinition } from './definition.js';
import { jackpotReturn } from './returns.js';
import { jackpotSection, jackpotSectionId } from './texts.js';

/**
 * Why a game with a jackpot cannot be certified: it hides it from players, tells of it what is not so, or may return more
 * than all that is staked. A game without one may not tell of one.
 */
export function jackpotFaults(
  definition: PublishedDefinition & { readonly jackpot?: JackpotDefinition },
): DefinitionFault[] {
  const { jackpot, rules, rtp } = definition;
  const index = rules.findIndex(({ id }) => id === jackpotSectionId);
  if (!jackpot) {
    if (index < 0) return [];
    const message =
      'tells of a jackpot that the game does not have; remove the section, or define the jackpot';
    return [{ path: `rules[${index}]`, message }];
  }
  return [...sectionFaults(jackpot, rules, index), ...totalFaults(jackpot, rtp)];
}

function sectionFaults(
  jackpot: JackpotDefinition,
  rules: PublishedDefinition['rules'],
  index: number,
): DefinitionFault[] {
  const wanted = jackpotSection(jackpot);
  const text = wanted.paragraphs.join('\n');
  if (index < 0)
    return [
      {
        path: 'rules',
        message: `have no section "${jackpotSectionId}": the jackpot would be hidden. Add:\n${text}`,
      },
    ];
  const told = rules[index];
  if (told?.title === wanted.title && told.paragraphs.join('\n') === text) return [];
  const message = `do not tell of the jackpot what the maths gives; write, under "${wanted.title}":\n${text}`;
  return [{ path: `rules[${index}]`, message }];
}

function totalFaults(jackpot: JackpotDefinition, { maximum }: PublishedDefinition['rtp']): DefinitionFault[] {
  const { total } = jackpotReturn(jackpot);
  const most = add(fromDecimal(maximum) ?? fraction(1n), total);
  if (compare(most, fraction(1n)) <= 0) return [];
  const message = `returns ${toDecimal(total, 8)} beside up to ${maximum} of the game: more than is staked; lower the seed or the contribution`;
  return [{ path: 'jackpot', message }];
}
