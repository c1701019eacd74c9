const deepest = 3;
const mostFrames = 15;
/** Members of a database's or a socket's error that name things of ours, never a value. */
const nameMembers = [
  'code',
  'syscall',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
] as const;

/**
 * What of an error may stand in a log. Errors of a database carry the statement's values, a parser's message quotes what it
 * read, and either may be a player's name: of them only what names a thing of ours is kept. What our own refusals say is
 * written by us and holds no personal data.
 */
export function errorFacts(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutValues(String(error)) };
  const { cause, ...own } = error as Error & Record<string, unknown>;
  const names = nameMembers.flatMap((name) =>
    typeof own[name] === 'string' ? [[name, own[name]] as const] : [],
  );
  return {
    type: error.name,
    message: isRefusal(error) ? error.message : withoutValues(error.message),
    ...Object.fromEntries(names),
    ...(isRefusal(error) ? { field: own['field'], detail: own['detail'] } : {}),
    stack: framesOf(error),
    ...(cause === undefined || depth >= deepest ? {} : { cause: errorFacts(cause, depth + 1) }),
    ...(error instanceof AggregateError && depth < deepest
      ? { errors: error.errors.slice(0, deepest).map((one) => errorFacts(one, depth + 1)) }
      : {}),
  };
}

/** An error, or what it said, in a line. */
export function errorLine(error: unknown): string {
  if (!(error instanceof Error)) return withoutValues(typeof error === 'string' ? error : typeof error);
  return `${error.name}: ${isRefusal(error) ? error.message : withoutValues(error.message)}`;
}

/** A text without all between its first and last quotation mark, without addresses and long numbers. */
export function withoutValues(text: string): string {
  return text
    .replace(/(?<![A-Za-z])["'`“«].*["'`”»]/s, '…')
    .replace(/(?<![A-Za-z])["'`“«].*$/s, '…')
    .replace(/[^\s@]+@[^\s@]+/g, '…')
    .replace(/\d(?:[ -]?\d){8,}/g, '…');
}

/** A refusal of ours, however it got here: this library knows nothing of its class. */
function isRefusal(error: Error): boolean {
  return error.name === 'DomainError';
}

/** Where it was thrown. The lines before the first frame are the message again. */
function framesOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, mostFrames).join('\n');
}
