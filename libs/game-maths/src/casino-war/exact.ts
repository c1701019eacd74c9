import { type Law, LawBuilder } from '../law.js';
import { winOf } from '../odds.js';
import { bonusOf, type CasinoWarDefinition, wholeWar } from './definition.js';

/** Ends of the four cards that decide a round, in orders of cards: those laid aside may be any and change nothing. */
export interface WarCounts {
  /** First cards, each with all that may follow. */
  readonly win: bigint;
  readonly lose: bigint;
  readonly tie: bigint;
  /** After a tie. */
  readonly warWin: bigint;
  readonly warLose: bigint;
  readonly warTie: bigint;
}

export function countWar({ decks }: CasinoWarDefinition): WarCounts {
  const alike = BigInt(4 * decks);
  const cards = BigInt(52 * decks);
  const after = (cards - 2n) * (cards - 3n);
  const tie = 13n * alike * (alike - 1n) * after;
  const win = (cards * (cards - 1n) * after - tie) / 2n;
  // Of one rank two cards are gone.
  const sameAgain = (alike - 2n) * (alike - 3n) + 12n * alike * (alike - 1n);
  const warTie = 13n * alike * (alike - 1n) * sameAgain;
  const warWin = (tie - warTie) / 2n;
  return { win, lose: win, tie, warWin, warLose: warWin, warTie };
}

/** True if a tie returns more by a war than by giving up, which it does unless the rules are odd. */
export function isWarBetter(definition: CasinoWarDefinition): boolean {
  if (!definition.surrender) return true;
  const { tie, warWin, warLose, warTie } = countWar(definition);
  const unit = wholeWar(definition);
  const bonus = BigInt(bonusOf(definition, unit));
  const won = BigInt(unit) * (warWin + warTie - 2n * warLose) + bonus * warTie;
  return 2n * won >= -BigInt(unit) * tie;
}

/** The main bet, played in the better way. */
export function warLaw(definition: CasinoWarDefinition): Law {
  const { win, lose, tie, warWin, warLose, warTie } = countWar(definition);
  const unit = wholeWar(definition);
  const law = new LawBuilder(unit);
  law.add(2 * unit, win);
  law.add(0, lose);
  if (isWarBetter(definition)) {
    law.add(2 * unit, warWin);
    law.add(-unit, warLose);
    law.add(2 * unit + bonusOf(definition, unit), warTie);
  } else law.add(unit / 2, tie);
  return law.build();
}

export function tieLaw(definition: CasinoWarDefinition): Law {
  const { win, lose, tie } = countWar(definition);
  const unit = wholeWar(definition);
  const law = new LawBuilder(unit);
  law.add(unit + winOf(unit, definition.tiePays ?? '0:1'), tie);
  law.add(0, win + lose);
  return law.build();
}
