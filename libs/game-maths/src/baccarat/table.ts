/** What a card counts, by its rank: pictures and tens nothing, an ace one. */
export const valueOfRank: readonly number[] = [2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0, 0, 1];

/** True if either hand of two cards ends the deal. */
export function isNatural(player: number, banker: number): boolean {
  return player >= 8 || banker >= 8;
}

/** The player's rule for a third card, where nobody has a natural. */
export function playerDraws(player: number): boolean {
  return player <= 5;
}

/** Highest total with which the banker draws, by the value of the player's third card. */
const drawsUpTo: readonly number[] = [3, 3, 4, 4, 5, 5, 6, 6, 2, 3];

/** The banker's rule, where nobody has a natural; `playerThird` is the value of the player's third card, if there is one. */
export function bankerDraws(banker: number, playerThird: number | undefined): boolean {
  return banker <= (playerThird === undefined ? 5 : (drawsUpTo[playerThird] ?? 0));
}
