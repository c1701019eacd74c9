import { DomainError } from '@croupier/kernel';

/** A piece of work that is being recorded. */
export interface WorkSpan {
  /** traceparent for what it calls in turn. */
  readonly trace: string;
  /** @param code `ok`, or the code of the refusal it ended with */
  end(code: string): void;
}

/** Who records asks and facts; the runtime hands one in where traces go somewhere. */
export interface Tracing {
  /**
   * Begins a span of the work that `parent` names.
   * @param name the subject
   * @param parent traceparent as it came
   * @returns undefined where that work is not recorded: the caller then goes on as if nobody ever were
   */
  begin(
    kind: 'ask' | 'answer' | 'publish' | 'process',
    name: string,
    parent: string | undefined,
  ): WorkSpan | undefined;
}

/** Records nothing and makes nothing. */
export const noTracing: Tracing = { begin: () => undefined };

/** Has the span end as the work does. @returns the work */
export function recorded<Result>(span: WorkSpan | undefined, work: Promise<Result>): Promise<Result> {
  if (span)
    work.then(
      () => span.end('ok'),
      (error: unknown) => span.end(error instanceof DomainError ? error.code : 'internal'),
    );
  return work;
}
