import { ProblemError } from '@croupier/sdk';
import type { ReactNode } from 'react';
import { texts } from '../texts/en-gb.js';
import { sentenceOf } from '../texts/problems.js';
import { Button } from './button.js';

/** Something to know: `good` and `plain` are read out when there is time, `bad` at once. */
export function Notice({
  tone = 'plain',
  children,
}: {
  tone?: 'plain' | 'good' | 'bad';
  children: ReactNode;
}) {
  return (
    <div className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** A refusal in words, with the reference that names it in our logs where it is our fault. */
export function ProblemNotice({ error, retry }: { error: unknown; retry?: () => void }) {
  if (error === null || error === undefined) return null;
  const problem = error instanceof ProblemError ? error : new ProblemError('unreadable');
  return (
    <Notice tone="bad">
      <p>{sentenceOf(problem)}</p>
      {problem.code === 'internal' && problem.problem && (
        <p className="small">
          {texts.common.reference}: <code>{problem.problem.traceId}</code>
        </p>
      )}
      {retry && (
        <Button kind="quiet" onClick={retry}>
          {texts.common.again}
        </Button>
      )}
    </Notice>
  );
}

interface Reading<Data> {
  data: Data | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** What is read is shown; until then that it comes, or why it does not. */
export function Loaded<Data>({ of, children }: { of: Reading<Data>; children: (data: Data) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <ProblemNotice error={of.error} retry={() => void of.refetch()} />;
  return (
    <p className="loading" role="status">
      {texts.common.loading}
    </p>
  );
}
