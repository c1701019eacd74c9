import { type FactContext } from './fact-context.js';

export type FactHandler = (payload: unknown, context: FactContext) => Promise<unknown>;

/** What is counted of facts that are not simply worked on or sent. */
export interface FactObserver {
  deadLetter(subject: string): void;
  /** A handler did not end and was left behind. */
  stuck(subject: string): void;
  /** Facts of a service were read again, since its stream has a hole. */
  readAgain?(source: string, count: number): void;
}
