/** How often bets can be added or taken down in a round, which so comes to an end: from then on the dice roll. Rules tell it. */
export const mostCrapsChanges = 100;
