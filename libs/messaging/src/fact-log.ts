/** Where those who tell and hear facts say what is not as usual. */
export interface FactLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
