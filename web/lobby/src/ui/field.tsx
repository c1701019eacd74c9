import { ProblemError } from '@croupier/sdk';
import { type InputHTMLAttributes, type ReactNode, useId } from 'react';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: ReactNode;
  fault?: string | undefined;
  before?: string;
}

/** A labelled input with its hint and what is wrong with it. */
export function Field({ label, hint, fault, before, ...input }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="input">
        {before && <span aria-hidden="true">{before}</span>}
        <input
          {...input}
          id={id}
          aria-invalid={fault ? true : undefined}
          aria-describedby={described || undefined}
        />
      </div>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p className="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}

/** A yes or no. */
export function Switch({ label, ...input }: { label: string } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className="switch">
      <input {...input} type="checkbox" role="switch" />
      <span>{label}</span>
    </label>
  );
}

/** What the platform says is wrong with one member of what was sent. */
export function faultOf(error: unknown, member: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem?.errors?.find(({ pointer }) => pointer === `/${member}` || pointer === member)
    ?.message;
}
