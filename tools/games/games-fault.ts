/** Something that the caller of a command can mend. */
export class GamesFault extends Error {
  override readonly name = 'GamesFault';

  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/** An option that is a whole number within a range. @throws GamesFault */
export function wholeNumber(name: string, text: string, range: { from: number; to: number }): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= range.from && value <= range.to) return value;
  throw new GamesFault(`--${name} is ${text}`, `give a whole number from ${range.from} to ${range.to}`);
}
