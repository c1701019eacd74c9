/** How far ahead the journal has a partition for each month. */
export const monthsAhead = 24;
