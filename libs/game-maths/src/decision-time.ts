/** How long a round waits for a decision before the rules decide; players are told it in the rules of every game. */
export const decisionMinutes = 10;
