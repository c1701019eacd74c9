import type { DefinitionFault } from '../definition-error.js';
import { countResults } from './count.js';
import type { BaccaratDefinition, BankerException } from './definition.js';

/** Exceptions of the banker's pay that no win of the banker meets, or that another decides before. */
export function unreachableExceptions({ decks, bankerExceptions }: BaccaratDefinition): DefinitionFault[] {
  if (!bankerExceptions) return [];
  const wins = countResults(decks).filter(({ player, banker }) => banker > player);
  const firsts = new Set(wins.map((win) => bankerExceptions.findIndex((each) => isOf(each, win))));
  return bankerExceptions.flatMap((exception, index) => {
    if (firsts.has(index)) return [];
    const met = wins.find((win) => isOf(exception, win));
    const before = met && bankerExceptions.findIndex((each) => isOf(each, met));
    const message =
      before === undefined
        ? 'is of a win that the banker never has; remove it or correct it'
        : `never decides, because bankerExceptions[${before}] does before; remove one or change their order`;
    return [{ path: `bankerExceptions[${index}]`, message }];
  });
}

function isOf(
  { total, cards }: BankerException,
  win: { readonly banker: number; readonly bankerCards: number },
): boolean {
  return total === win.banker && (cards === undefined || cards === win.bankerCards);
}
