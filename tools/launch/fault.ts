/** Something a person can mend: what happened, what to do, and where the details are. */
export class LaunchFault extends Error {
  constructor(
    message: string,
    readonly fix: string,
    readonly logFile?: string,
  ) {
    super(message);
    this.name = 'LaunchFault';
  }
}

interface Explained {
  message: string;
  fix: string;
  logFile?: string;
}

function isExplained(error: unknown): error is Explained {
  return error instanceof Error && 'fix' in error && typeof error.fix === 'string';
}

/** The lines that tell a person about a failure. */
export function explain(error: unknown): string {
  if (isExplained(error)) {
    const log = error.logFile === undefined ? '' : `\n  log: ${error.logFile}`;
    return `✗ ${error.message}\n  fix: ${error.fix}${log}`;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `✗ ${text}\n  fix: npm run doctor looks for the usual causes`;
}
