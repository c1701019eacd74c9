/** What a person can do about it and where to read more, beside what happened. */
export interface FailureAdvice {
  /** One imperative sentence. */
  fix: string;
  /** Absolute path of the log that holds the details. */
  logFile?: string;
  /** A stable word for code that reacts, for example `port-taken`. */
  code?: string;
}

/** A server of the embedded stack could not be found, prepared, started or stopped. */
export class EmbeddedFailure extends Error {
  readonly fix: string;
  readonly logFile: string | undefined;
  readonly code: string | undefined;

  constructor(message: string, advice: FailureAdvice) {
    super(message);
    this.name = 'EmbeddedFailure';
    this.fix = advice.fix;
    this.logFile = advice.logFile;
    this.code = advice.code;
  }
}
