import type { Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';

const t = texts.bonuses;

interface TermsProps {
  terms: readonly Schemas['SignificantTerm'][];
  /** Behind a summary: for a bonus whose terms were accepted already. */
  folded?: boolean;
}

/** The terms in the platform's own words, made of the data that it enforces. */
export function Terms({ terms, folded = false }: TermsProps) {
  const list = (
    <dl className="terms">
      {terms.map(({ code, text }, index) => (
        <div key={`${code}-${index}`}>
          <dt>{t.termNames[code] ?? t.termNames['additional']}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
  if (!folded) return list;
  return (
    <details>
      <summary>{t.terms}</summary>
      {list}
    </details>
  );
}
