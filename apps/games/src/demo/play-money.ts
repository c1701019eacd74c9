/** What everybody begins with: a hundred pounds of play money, in minor units. */
export const playMoney = 10_000;
